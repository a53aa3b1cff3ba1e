import type { EntryList } from '#domain/model/member/list';

/** 奖惩 (domain.md 2.5); the attachment comes with the photos. */
export const awardLists = [
	{
		key: 'rewards',
		title: '奖励',
		tab: 'awards',
		head: ['honour', 'honourName'],
		date: 'approvedOn',
		fields: [
			{
				key: 'honour',
				label: '功勋荣誉表彰名称',
				kind: 'code',
				table: 'honour',
				required: 'always',
				conflict: 'identity'
			},
			{
				key: 'approvedOn',
				label: '批准时间',
				kind: 'date',
				required: 'always',
				conflict: 'identity',
				hint: '填表彰文件的印发日期'
			},
			{
				key: 'approvedBy',
				label: '批准机关',
				kind: 'text',
				required: 'always',
				conflict: 'identity',
				max: 100,
				hint: '写党组织全称，如：中共…委员会'
			},
			{
				key: 'approvalLevel',
				label: '批准机关级别',
				kind: 'code',
				table: 'approvalOrganLevel',
				required: 'never',
				conflict: 'other',
				initial: 'L1'
			},
			{
				key: 'rewardNote',
				label: '说明',
				kind: 'note',
				required: 'never',
				conflict: 'other',
				max: 300
			}
		]
	},
	{
		key: 'punishments',
		title: '处分',
		tab: 'awards',
		head: ['punishment'],
		date: 'decidedOn',
		fields: [
			{
				key: 'punishment',
				label: '处分名称',
				kind: 'code',
				table: 'punishment',
				required: 'always',
				conflict: 'identity'
			},
			{
				key: 'decidedOn',
				label: '处分批准日期',
				kind: 'date',
				required: 'always',
				conflict: 'identity'
			},
			{
				key: 'decidedBy',
				label: '处分批准机关',
				kind: 'text',
				required: 'always',
				conflict: 'identity',
				max: 100
			},
			{
				key: 'handedToJudiciary',
				label: '是否移交司法',
				kind: 'flag',
				table: 'yesNo',
				required: 'never',
				conflict: 'other',
				initial: '0'
			},
			{
				key: 'endsOn',
				label: '影响期截止日期',
				kind: 'date',
				required: 'never',
				conflict: 'other'
			},
			{
				key: 'punishmentNote',
				label: '处分说明',
				kind: 'note',
				required: 'never',
				conflict: 'other',
				max: 300
			}
		]
	}
] as const satisfies readonly EntryList[];
