import type { Field } from '#domain/model/member/field';

/** 其他 (domain.md 2.1), in the order of the form. */
export const otherFields = [
	{
		key: 'isLost',
		label: '是否失联党员',
		tab: 'basic',
		group: 'other',
		kind: 'flag',
		table: 'yesNo',
		required: 'never',
		conflict: 'other',
		national: '是否失联党员',
		initial: '0'
	},
	{
		key: 'lostSince',
		label: '失联日期',
		tab: 'basic',
		group: 'other',
		kind: 'date',
		required: 'lost',
		conflict: 'other'
	},
	{
		key: 'lostSituation',
		label: '失联情形',
		tab: 'basic',
		group: 'other',
		kind: 'code',
		table: 'lostSituation',
		required: 'lost',
		conflict: 'other'
	},
	{
		key: 'isMobile',
		label: '是否流动党员',
		tab: 'basic',
		group: 'other',
		kind: 'flag',
		table: 'yesNo',
		required: 'never',
		conflict: 'other',
		initial: '0'
	},
	{
		key: 'mobileTo',
		label: '外出流向',
		tab: 'basic',
		group: 'other',
		kind: 'text',
		required: 'mobile',
		conflict: 'other',
		max: 100
	},
	{
		key: 'remark',
		label: '备注信息',
		tab: 'basic',
		group: 'other',
		kind: 'note',
		required: 'never',
		conflict: 'other',
		max: 500,
		headers: ['备注']
	}
] as const satisfies readonly Field[];
