import type { EntryList } from '#domain/model/member/list';

/** 困难情况 (domain.md 2.7). */
export const difficultyLists = [
	{
		key: 'difficulties',
		title: '困难情况',
		tab: 'difficulty',
		head: ['difficultyType', 'health'],
		date: 'recordedOn',
		fields: [
			{
				key: 'difficultyType',
				label: '困难党员类型',
				kind: 'code',
				table: 'difficultyType',
				required: 'always',
				conflict: 'other'
			},
			{
				key: 'health',
				label: '健康状况',
				kind: 'code',
				table: 'health',
				required: 'never',
				conflict: 'other'
			},
			{
				key: 'recordedOn',
				label: '登记日期',
				kind: 'date',
				required: 'never',
				conflict: 'other'
			},
			{
				key: 'difficultyNote',
				label: '生活困难情况补充',
				kind: 'note',
				required: 'never',
				conflict: 'other',
				sensitive: true,
				max: 300
			},
			{
				key: 'lowIncomeAllowance',
				label: '是否享受城镇低保',
				kind: 'flag',
				table: 'yesNo',
				required: 'never',
				conflict: 'other'
			},
			{
				key: 'oldMemberNoJob',
				label: '建国前入党没有工作的老党员',
				kind: 'flag',
				table: 'yesNo',
				required: 'never',
				conflict: 'other'
			},
			{
				key: 'pension',
				label: '是否享受优抚抚恤',
				kind: 'flag',
				table: 'yesNo',
				required: 'never',
				conflict: 'other'
			}
		]
	},
	{
		key: 'helps',
		title: '帮扶慰问',
		tab: 'difficulty',
		head: ['helpLevel', 'helper'],
		date: 'visitedOn',
		fields: [
			{
				key: 'helpLevel',
				label: '困难程度',
				kind: 'text',
				required: 'never',
				conflict: 'other',
				max: 40
			},
			{
				key: 'visitedOn',
				label: '慰问日期',
				kind: 'date',
				required: 'always',
				conflict: 'identity'
			},
			{
				key: 'visitNote',
				label: '慰问情况',
				kind: 'note',
				required: 'never',
				conflict: 'other',
				max: 300
			},
			{
				key: 'helper',
				label: '帮扶人',
				kind: 'text',
				required: 'never',
				conflict: 'other',
				max: 50
			}
		]
	}
] as const satisfies readonly EntryList[];
