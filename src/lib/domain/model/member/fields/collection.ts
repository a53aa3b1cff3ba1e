import type { Field } from '#domain/model/member/field';

/** 信息采集 (domain.md 2.1, the foot of the paper form), in the order of the form. */
export const collectionFields = [
	{
		key: 'collectedBy',
		label: '信息采集员',
		tab: 'basic',
		group: 'collection',
		kind: 'text',
		required: 'never',
		conflict: 'other',
		max: 50
	},
	{
		key: 'collectedOn',
		label: '采集日期',
		tab: 'basic',
		group: 'collection',
		kind: 'date',
		required: 'never',
		conflict: 'other'
	},
	{
		key: 'secretarySignedBy',
		label: '党支部书记签名',
		tab: 'basic',
		group: 'collection',
		kind: 'text',
		required: 'never',
		conflict: 'other',
		max: 50
	},
	{
		key: 'secretarySignedOn',
		label: '书记签名日期',
		tab: 'basic',
		group: 'collection',
		kind: 'date',
		required: 'never',
		conflict: 'other'
	},
	{
		key: 'committeeChecked',
		label: '基层党委审核',
		tab: 'basic',
		group: 'collection',
		kind: 'text',
		required: 'never',
		conflict: 'other',
		max: 100
	},
	{
		key: 'committeeCheckedOn',
		label: '基层党委审核日期',
		tab: 'basic',
		group: 'collection',
		kind: 'date',
		required: 'never',
		conflict: 'other'
	}
] as const satisfies readonly Field[];
