import { defineCodeTable } from '#domain/codes/code-table';

export const regularisation = defineCodeTable({
	name: 'regularisation',
	title: '转正情况',
	source: 'names in open-source dictionaries; codes are this register’s own: verify',
	rows: [
		{ code: 'L1', name: '按期转正', local: true, verify: true },
		{ code: 'L2', name: '延长预备期', local: true, verify: true },
		{ code: 'L3', name: '延长预备期满转正', local: true, verify: true },
		{ code: 'L4', name: '推迟讨论转正', local: true, verify: true },
		{ code: 'L5', name: '取消预备党员资格', local: true, verify: true }
	]
});
