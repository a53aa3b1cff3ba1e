import { defineCodeTable } from '#domain/codes/code-table';

export const abroadMembershipHandling = defineCodeTable({
	name: 'abroadMembershipHandling',
	title: '党籍处理方式',
	source: 'party rules on members abroad; no public codes: verify',
	rows: [
		{ code: 'L1', name: '保留组织关系（保留党籍）', local: true, verify: true },
		{ code: 'L2', name: '停止党籍', local: true, verify: true }
	]
});
