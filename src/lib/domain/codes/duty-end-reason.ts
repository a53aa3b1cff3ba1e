import { defineCodeTable } from '#domain/codes/code-table';

export const dutyEndReason = defineCodeTable({
	name: 'dutyEndReason',
	title: '离任原因',
	source: 'the field exists in open-source models; values inferred: verify',
	rows: [
		{ code: 'L1', name: '换届离任', local: true, verify: true },
		{ code: 'L2', name: '组织关系转出', local: true, verify: true },
		{ code: 'L3', name: '调整分工', local: true, verify: true },
		{ code: 'L4', name: '辞职', local: true, verify: true },
		{ code: 'L5', name: '免职或撤销党内职务', local: true, verify: true },
		{ code: 'L6', name: '死亡', local: true, verify: true },
		{ code: 'L7', name: '其他', local: true, verify: true }
	]
});
