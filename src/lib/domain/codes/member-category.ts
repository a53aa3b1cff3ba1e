import { defineCodeTable } from '#domain/codes/code-table';

export const memberCategory = defineCodeTable({
	name: 'memberCategory',
	title: '人员类别',
	source: '2017 采集表 as mirrored by an open-source form (PartyManagerDto, 2018)',
	rows: [
		{ code: '1', name: '正式党员' },
		{ code: '2', name: '预备党员' }
	]
});
