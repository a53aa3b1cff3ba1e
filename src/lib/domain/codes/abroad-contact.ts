import { defineCodeTable } from '#domain/codes/code-table';

export const abroadContact = defineCodeTable({
	name: 'abroadContact',
	title: '与党组织联系情况',
	source: 'party rules on members abroad, field C09003; no public codes: verify',
	rows: [
		{ code: 'L1', name: '联系正常（至少每6个月一次）', local: true, verify: true },
		{ code: 'L2', name: '联系中断', local: true, verify: true }
	]
});
