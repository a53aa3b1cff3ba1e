import type { EntryList } from '#domain/model/member/list';

/** 出国（境） (domain.md 2.6). */
export const abroadLists = [
	{
		key: 'abroad',
		title: '出国（境）',
		tab: 'abroad',
		head: ['country', 'abroadReasonCode'],
		date: 'leftOn',
		fields: [
			{
				key: 'country',
				label: '国家（地区）',
				kind: 'text',
				required: 'always',
				conflict: 'identity',
				max: 60
			},
			{
				key: 'leftOn',
				label: '出国（境）日期',
				kind: 'date',
				required: 'always',
				conflict: 'identity'
			},
			{
				key: 'abroadReasonCode',
				label: '出国（境）原因',
				kind: 'code',
				table: 'abroadReason',
				required: 'never',
				conflict: 'other'
			},
			{
				key: 'handling',
				label: '党籍处理方式',
				kind: 'code',
				table: 'abroadMembershipHandling',
				required: 'never',
				conflict: 'other'
			},
			{
				key: 'handlingAppliedOn',
				label: '申请保留或停止党籍日期',
				kind: 'date',
				required: 'never',
				conflict: 'other'
			},
			{
				key: 'dueBackOn',
				label: '应归日期',
				kind: 'date',
				required: 'never',
				conflict: 'other'
			},
			{
				key: 'returnedOn',
				label: '实归日期',
				kind: 'date',
				required: 'never',
				conflict: 'identity'
			},
			{
				key: 'contactState',
				label: '与党组织联系情况',
				kind: 'code',
				table: 'abroadContact',
				required: 'never',
				conflict: 'other'
			},
			{
				key: 'lastContactOn',
				label: '最近联系日期',
				kind: 'date',
				required: 'never',
				conflict: 'other',
				hint: '至少每6个月联系一次'
			},
			{
				key: 'returnState',
				label: '回国情况',
				kind: 'code',
				table: 'abroadReturn',
				required: 'never',
				conflict: 'other'
			},
			{
				key: 'restoreAppliedOn',
				label: '申请恢复组织生活日期',
				kind: 'date',
				required: 'never',
				conflict: 'other'
			},
			{
				key: 'restoreApprovedOn',
				label: '批准恢复组织生活日期',
				kind: 'date',
				required: 'never',
				conflict: 'other'
			},
			{
				key: 'settledOn',
				label: '定居日期',
				kind: 'date',
				required: 'never',
				conflict: 'other'
			}
		]
	}
] as const satisfies readonly EntryList[];
