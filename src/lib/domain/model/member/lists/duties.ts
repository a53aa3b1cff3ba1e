import type { EntryList } from '#domain/model/member/list';

/** 职务 (domain.md 2.4). */
export const dutyLists = [
	{
		key: 'duties',
		title: '职务',
		tab: 'duties',
		head: ['duty', 'dutyName'],
		date: 'startDate',
		fields: [
			{
				key: 'dutyKind',
				label: '职务类型',
				kind: 'code',
				table: 'dutyKind',
				required: 'never',
				conflict: 'other',
				initial: 'party'
			},
			{
				key: 'orgId',
				label: '所在组织',
				kind: 'branch',
				required: 'never',
				conflict: 'other'
			},
			{
				key: 'duty',
				label: '职务名称',
				kind: 'code',
				table: 'duty',
				required: 'always',
				conflict: 'identity'
			},
			{
				key: 'dutyName',
				label: '职务名称补充',
				kind: 'text',
				required: 'never',
				conflict: 'other',
				max: 60,
				hint: '选“其他”或行政职务时写全称'
			},
			{
				key: 'rank',
				label: '职务级别',
				kind: 'text',
				required: 'never',
				conflict: 'other',
				max: 40
			},
			{
				key: 'startDate',
				label: '任职日期',
				kind: 'date',
				required: 'always',
				conflict: 'identity'
			},
			{
				key: 'appointmentMethod',
				label: '任职方式',
				kind: 'code',
				table: 'appointmentMethod',
				required: 'never',
				conflict: 'other'
			},
			{
				key: 'isServing',
				label: '是否在任',
				kind: 'flag',
				table: 'yesNo',
				required: 'never',
				conflict: 'other',
				initial: '1'
			},
			{
				key: 'endDate',
				label: '离任日期',
				kind: 'date',
				required: 'never',
				conflict: 'identity'
			},
			{
				key: 'endReason',
				label: '离任原因',
				kind: 'code',
				table: 'dutyEndReason',
				required: 'never',
				conflict: 'other'
			},
			{
				key: 'docNo',
				label: '任免文号',
				kind: 'text',
				required: 'never',
				conflict: 'other',
				max: 60
			}
		]
	}
] as const satisfies readonly EntryList[];
