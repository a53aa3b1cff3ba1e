import { defineCodeTable } from '#domain/codes/code-table';

export const enterBranchType = defineCodeTable({
	name: 'enterBranchType',
	title: '进入支部类型',
	source: 'an open-source university system; the national values are not public: verify',
	rows: [
		{ code: '0', name: '新发展', verify: true },
		{ code: '1', name: '组织关系恢复', verify: true },
		{ code: '2', name: '组织关系转入', verify: true },
		{ code: 'L3', name: '整建制转入', local: true, verify: true },
		{ code: 'L4', name: '支部间调整（同一党委内）', local: true, verify: true }
	]
});
