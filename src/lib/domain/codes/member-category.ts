import { defineCodeTable } from '#domain/codes/code-table';

export const memberCategory = defineCodeTable({
	name: 'memberCategory',
	title: '人员类别',
	source: '2017 采集表 as an open-source form of 2018 mirrors it',
	rows: [
		{ code: '1', name: '正式党员' },
		{ code: '2', name: '预备党员' }
	]
});
