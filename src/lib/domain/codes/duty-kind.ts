import { defineCodeTable } from '#domain/codes/code-table';

export const dutyKind = defineCodeTable({
	name: 'dutyKind',
	title: '职务类型',
	source: 'inferred: a duty stands inside the Party or in the administration',
	rows: [
		{ code: 'party', name: '党内职务', local: true, default: true },
		{ code: 'admin', name: '行政职务', local: true }
	]
});
