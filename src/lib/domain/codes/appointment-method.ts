import { defineCodeTable } from '#domain/codes/code-table';

export const appointmentMethod = defineCodeTable({
	name: 'appointmentMethod',
	title: '任职方式',
	source: 'fields of open-source systems; values inferred: verify',
	rows: [
		{ code: 'L1', name: '选举（换届）', local: true, verify: true },
		{ code: 'L2', name: '补选', local: true, verify: true },
		{ code: 'L3', name: '上级任命/指派', local: true, verify: true }
	]
});
