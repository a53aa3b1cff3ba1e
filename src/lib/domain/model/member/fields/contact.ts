import type { Field } from '#domain/model/member/field';

/** 联系方式 (domain.md 2.1), in the order of the form. */
export const contactFields = [
	{
		key: 'mobile',
		label: '手机号码',
		tab: 'basic',
		group: 'contact',
		kind: 'mobile',
		required: 'always',
		conflict: 'contact',
		sensitive: true,
		max: 20,
		national: '联系电话',
		headers: ['手机', '手机号', '电话', '移动电话']
	},
	{
		key: 'otherPhone',
		label: '固定电话',
		tab: 'basic',
		group: 'contact',
		kind: 'landline',
		required: 'never',
		conflict: 'contact',
		sensitive: true,
		max: 30,
		headers: ['其他联系方式', '固定电话/其他联系方式']
	},
	{
		key: 'currentAddress',
		label: '现居住地',
		tab: 'basic',
		group: 'contact',
		kind: 'text',
		required: 'always',
		conflict: 'contact',
		sensitive: true,
		max: 120
	},
	{
		key: 'homeAddress',
		label: '家庭住址',
		tab: 'basic',
		group: 'contact',
		kind: 'text',
		required: 'always',
		conflict: 'contact',
		sensitive: true,
		max: 120,
		national: '家庭住址',
		headers: ['家庭地址']
	},
	{
		key: 'householdAddress',
		label: '户籍所在地',
		tab: 'basic',
		group: 'contact',
		kind: 'text',
		required: 'always',
		conflict: 'contact',
		sensitive: true,
		max: 120
	}
] as const satisfies readonly Field[];
