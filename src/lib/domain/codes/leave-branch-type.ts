import { defineCodeTable } from '#domain/codes/code-table';

export const leaveBranchType = defineCodeTable({
	name: 'leaveBranchType',
	title: '转离支部类型',
	source:
		'names from training manual L28 and statistics tables; codes are this register’s own: verify',
	rows: [
		{ code: 'L1', name: '组织关系转出（省内）', local: true, verify: true },
		{ code: 'L2', name: '组织关系转出（省外/全国）', local: true, verify: true },
		{ code: 'L3', name: '支部间转出（同一党委内）', local: true, verify: true },
		{ code: 'L4', name: '整建制转出', local: true, verify: true },
		{ code: 'L5', name: '出党', local: true, verify: true },
		{ code: 'L6', name: '停止党籍', local: true, verify: true },
		{ code: 'L7', name: '死亡', local: true, verify: true }
	]
});
