import type { Field } from '#domain/model/member/field';

/** 党内信息 (domain.md 2.1), in the order of the form. */
export const partyFields = [
	{
		key: 'memberCategory',
		label: '人员类别',
		tab: 'basic',
		group: 'party',
		kind: 'code',
		table: 'memberCategory',
		required: 'always',
		conflict: 'identity',
		national: '人员类别',
		headers: ['党员类别']
	},
	{
		key: 'branchId',
		label: '组织关系所在党支部',
		tab: 'basic',
		group: 'party',
		kind: 'branch',
		required: 'always',
		conflict: 'identity',
		national: '所在党组织',
		headers: ['所在党支部', '党支部', '所在支部', '组织关系所在党组织']
	},
	{
		key: 'jointBranchUnit',
		label: '联合支部所在单位',
		tab: 'basic',
		group: 'party',
		kind: 'text',
		required: 'joint',
		conflict: 'other',
		max: 100
	},
	{
		key: 'joinDate',
		label: '入党日期',
		tab: 'basic',
		alsoOn: 'joining',
		group: 'party',
		kind: 'date',
		required: 'always',
		conflict: 'identity',
		national: '入党时间',
		headers: ['入党年月', '加入党组织日期'],
		hint: '支部大会通过接收为预备党员的日期'
	},
	{
		key: 'regularDate',
		label: '转正日期',
		tab: 'basic',
		alsoOn: 'joining',
		group: 'party',
		kind: 'date',
		required: 'full',
		conflict: 'identity',
		national: '转正时间',
		headers: ['转正年月'],
		hint: '支部大会通过转正的日期，预备党员不填'
	},
	{
		key: 'extensionMonths',
		label: '延长预备期（月）',
		tab: 'basic',
		alsoOn: 'joining',
		group: 'party',
		kind: 'number',
		required: 'never',
		conflict: 'identity',
		max: 2
	},
	{
		key: 'postponeMonths',
		label: '推迟讨论转正（月）',
		tab: 'basic',
		alsoOn: 'joining',
		group: 'party',
		kind: 'number',
		required: 'never',
		conflict: 'identity',
		max: 2
	},
	{
		key: 'partyAgeAdjustMonths',
		label: '党龄校正值（月）',
		tab: 'basic',
		group: 'party',
		kind: 'number',
		required: 'never',
		conflict: 'other',
		max: 4
	},
	{
		key: 'archiveUnit',
		label: '党员档案所在单位',
		tab: 'basic',
		group: 'party',
		kind: 'text',
		required: 'always',
		conflict: 'other',
		max: 100,
		national: '党员档案所在单位'
	},
	{
		key: 'trainingStatus',
		label: '培训情况',
		tab: 'basic',
		group: 'party',
		kind: 'text',
		required: 'never',
		conflict: 'other',
		max: 100,
		national: '培训情况'
	}
] as const satisfies readonly Field[];
