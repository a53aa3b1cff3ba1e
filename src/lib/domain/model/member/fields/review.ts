import type { Field } from '#domain/model/member/field';

/** 人工审核 (domain.md 2.1), in the order of the form. */
export const reviewFields = [
	{
		key: 'educationRemark',
		label: '学历说明',
		tab: 'review',
		group: 'review',
		kind: 'note',
		required: 'never',
		conflict: 'other',
		max: 500,
		internal: true
	},
	{
		key: 'joinAgeReason',
		label: '入党年龄说明',
		tab: 'review',
		group: 'review',
		kind: 'note',
		required: 'never',
		conflict: 'other',
		max: 500,
		internal: true
	},
	{
		key: 'lateAdmissionReason',
		label: '迟补录说明',
		tab: 'review',
		group: 'review',
		kind: 'note',
		required: 'never',
		conflict: 'other',
		max: 500,
		internal: true
	},
	{
		key: 'stayReason',
		label: '暂留原因',
		tab: 'review',
		group: 'review',
		kind: 'note',
		required: 'never',
		conflict: 'other',
		max: 500,
		internal: true
	},
	{
		key: 'abroadReason',
		label: '长期在外说明',
		tab: 'review',
		group: 'review',
		kind: 'note',
		required: 'never',
		conflict: 'other',
		max: 500,
		internal: true
	}
] as const satisfies readonly Field[];
