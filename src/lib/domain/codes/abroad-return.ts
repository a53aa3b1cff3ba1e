import { defineCodeTable } from '#domain/codes/code-table';

export const abroadReturn = defineCodeTable({
	name: 'abroadReturn',
	title: '回国情况',
	source: 'field C09006; values inferred: verify',
	rows: [
		{ code: 'L1', name: '未到期', local: true, verify: true },
		{ code: 'L2', name: '按期回国', local: true, verify: true },
		{ code: 'L3', name: '逾期未归', local: true, verify: true },
		{ code: 'L4', name: '定居不归', local: true, verify: true }
	]
});
