import type { Field } from '#domain/model/member/field';

/** 学历学位 (domain.md 2.1), in the order of the form. */
export const studyFields = [
	{
		key: 'education',
		label: '学历',
		tab: 'basic',
		group: 'study',
		kind: 'code',
		table: 'education',
		required: 'always',
		conflict: 'other',
		national: '学历',
		headers: ['文化程度', '学历情况'],
		hint: '填已经取得的最高学历，在读学历不填'
	},
	{
		key: 'degree',
		label: '学位',
		tab: 'basic',
		group: 'study',
		kind: 'code',
		table: 'degree',
		required: 'never',
		conflict: 'other'
	},
	{
		key: 'school',
		label: '毕业院校',
		tab: 'basic',
		group: 'study',
		kind: 'text',
		required: 'never',
		conflict: 'other',
		max: 100
	},
	{
		key: 'major',
		label: '所学专业',
		tab: 'basic',
		group: 'study',
		kind: 'text',
		required: 'never',
		conflict: 'other',
		max: 100
	},
	{
		key: 'graduatedOn',
		label: '毕业时间',
		tab: 'basic',
		group: 'study',
		kind: 'date',
		required: 'never',
		conflict: 'other'
	},
	{
		key: 'studyMode',
		label: '学习形式',
		tab: 'basic',
		group: 'study',
		kind: 'text',
		required: 'never',
		conflict: 'other',
		max: 40
	}
] as const satisfies readonly Field[];
