import { defineCodeTable } from '#domain/codes/code-table';

export const membershipStatus = defineCodeTable({
	name: 'membershipStatus',
	title: '当前党籍状态',
	source:
		'2017 采集表 as an open-source form of 2018 mirrors it; 已出党 and 已死亡 are inferred from a public 人员类别 list: verify',
	rows: [
		{ code: '1', name: '正常' },
		{ code: '2', name: '停止党籍' },
		{ code: 'left', name: '已出党', local: true },
		{ code: 'deceased', name: '已死亡', local: true }
	]
});
