import { defineCodeTable } from '#domain/codes/code-table';

export const membershipStatus = defineCodeTable({
	name: 'membershipStatus',
	title: '当前党籍状态',
	source: '2017 采集表 as mirrored by an open-source form (PartyManagerDto, 2018); inferred — verify; egovchina 人员类别 lists 已出党; inferred — verify; egovchina 人员类别 lists 已死亡',
	rows: [
		{ code: '1', name: '正常' },
		{ code: '2', name: '停止党籍' },
		{ code: 'left', name: '已出党', local: true },
		{ code: 'deceased', name: '已死亡', local: true }
	]
});
