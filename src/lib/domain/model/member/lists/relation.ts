import type { EntryList } from '#domain/model/member/list';

/** 党籍和组织关系: moves between branches and time away (domain.md 2.2). */
export const relationLists = [
	{
		key: 'relations',
		title: '组织关系变动',
		tab: 'relation',
		head: ['fromBranch', 'toBranch'],
		date: 'movedOn',
		fields: [
			{
				key: 'fromBranch',
				label: '调离前党支部',
				kind: 'text',
				required: 'never',
				conflict: 'other',
				max: 100
			},
			{
				key: 'toBranch',
				label: '转入党支部',
				kind: 'text',
				required: 'always',
				conflict: 'other',
				max: 100
			},
			{
				key: 'movedOn',
				label: '转支部日期',
				kind: 'date',
				required: 'always',
				conflict: 'identity'
			},
			{
				key: 'relationState',
				label: '变动状态',
				kind: 'text',
				required: 'never',
				conflict: 'other',
				max: 40
			},
			{
				key: 'relationNote',
				label: '变动说明',
				kind: 'note',
				required: 'never',
				conflict: 'other',
				max: 300
			}
		]
	},
	{
		key: 'mobility',
		title: '流动情况',
		tab: 'relation',
		head: ['mobilityKind', 'outOrg'],
		date: 'outOn',
		fields: [
			{
				key: 'mobilityKind',
				label: '流动类型',
				kind: 'code',
				table: 'mobilityKind',
				required: 'always',
				conflict: 'other'
			},
			{
				key: 'outOn',
				label: '流出日期',
				kind: 'date',
				required: 'always',
				conflict: 'identity'
			},
			{
				key: 'outReason',
				label: '外出原因',
				kind: 'text',
				required: 'never',
				conflict: 'other',
				max: 100
			},
			{
				key: 'outRange',
				label: '流出范围',
				kind: 'text',
				required: 'never',
				conflict: 'other',
				max: 60
			},
			{
				key: 'outOrg',
				label: '流出地党组织',
				kind: 'text',
				required: 'never',
				conflict: 'other',
				max: 100
			},
			{
				key: 'outContact',
				label: '流出地联系人',
				kind: 'text',
				required: 'never',
				conflict: 'other',
				sensitive: true,
				max: 50
			},
			{
				key: 'inOrg',
				label: '流入地党组织',
				kind: 'text',
				required: 'never',
				conflict: 'other',
				max: 100
			},
			{
				key: 'inContact',
				label: '流入地联系人',
				kind: 'text',
				required: 'never',
				conflict: 'other',
				sensitive: true,
				max: 50
			},
			{
				key: 'contactNote',
				label: '联系情况',
				kind: 'text',
				required: 'never',
				conflict: 'other',
				max: 200
			},
			{
				key: 'backOn',
				label: '返回日期',
				kind: 'date',
				required: 'never',
				conflict: 'other'
			},
			{
				key: 'certificateNo',
				label: '流动党员活动证号',
				kind: 'text',
				required: 'never',
				conflict: 'other',
				max: 40
			}
		]
	}
] as const satisfies readonly EntryList[];
