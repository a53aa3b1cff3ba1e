import { defineCodeTable } from '#domain/codes/code-table';

export const joinOrgType = defineCodeTable({
	name: 'joinOrgType',
	title: '加入中共组织的类别',
	source:
		'training manual L131 (新发展); the rest as the leading digits of a 2017 statistics form show it: verify',
	rows: [
		{ code: 'new', name: '新发展', local: true, verify: true },
		{ code: '11', name: '重新入党', verify: true },
		{ code: '2', name: '恢复党籍', verify: true },
		{ code: '21', name: '停止党籍后恢复', verify: true },
		{ code: '3', name: '转入', verify: true },
		{ code: '38', name: '整建制转入', verify: true }
	]
});
