import { defineCodeTable } from '#domain/codes/code-table';

export const mobilityKind = defineCodeTable({
	name: 'mobilityKind',
	title: '流动类型',
	source: 'party rules on mobile members; no public codes: verify',
	rows: [
		{ code: 'L1', name: '流出（外出6个月以上未转接）', local: true, verify: true },
		{ code: 'L2', name: '流入', local: true, verify: true }
	]
});
