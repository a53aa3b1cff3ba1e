import type { Field } from '#domain/model/member/field';

/** 入党信息 (domain.md 2.3); the dates of joining and confirmation stand in party.ts, in the order of the form. */
export const joiningFields = [
	{
		key: 'approveJoinDate',
		label: '批准入党日期',
		tab: 'joining',
		group: 'admission',
		kind: 'date',
		required: 'never',
		conflict: 'identity'
	},
	{
		key: 'approveJoinOrg',
		label: '批准入党的党组织名称',
		tab: 'joining',
		group: 'admission',
		kind: 'text',
		required: 'never',
		conflict: 'other',
		max: 100
	},
	{
		key: 'joinOrgType',
		label: '加入中共组织的类别',
		tab: 'joining',
		group: 'admission',
		kind: 'code',
		table: 'joinOrgType',
		required: 'never',
		conflict: 'other'
	},
	{
		key: 'joinBranchName',
		label: '入党时所在党支部',
		tab: 'joining',
		group: 'admission',
		kind: 'text',
		required: 'never',
		conflict: 'other',
		max: 100
	},
	{
		key: 'joinBranchNote',
		label: '入党时所在党支部名称补充',
		tab: 'joining',
		group: 'admission',
		kind: 'text',
		required: 'never',
		conflict: 'other',
		max: 100
	},
	{
		key: 'introducers',
		label: '入党介绍人',
		tab: 'joining',
		group: 'admission',
		kind: 'text',
		required: 'never',
		conflict: 'other',
		sensitive: true,
		max: 120,
		hint: '两名，姓名之间用顿号分开，如：张三、李四'
	},
	{
		key: 'regularisation',
		label: '转正情况',
		tab: 'joining',
		group: 'admission',
		kind: 'code',
		table: 'regularisation',
		required: 'never',
		conflict: 'other'
	},
	{
		key: 'developedHere',
		label: '本单位发展标识',
		tab: 'joining',
		group: 'admission',
		kind: 'flag',
		table: 'yesNo',
		required: 'never',
		conflict: 'other'
	},
	{
		key: 'joinEducation',
		label: '入党时学历',
		tab: 'joining',
		group: 'atJoining',
		kind: 'code',
		table: 'education',
		required: 'never',
		conflict: 'other'
	},
	{
		key: 'joinWorkPost',
		label: '入党时工作岗位',
		tab: 'joining',
		group: 'atJoining',
		kind: 'code',
		table: 'workPost',
		required: 'never',
		conflict: 'other'
	},
	{
		key: 'joinFrontLine',
		label: '入党时一线情况',
		tab: 'joining',
		group: 'atJoining',
		kind: 'code',
		table: 'frontLine',
		required: 'never',
		conflict: 'other'
	},
	{
		key: 'joinStratum',
		label: '入党时新社会阶层',
		tab: 'joining',
		group: 'atJoining',
		kind: 'code',
		table: 'newSocialStratum',
		required: 'never',
		conflict: 'other'
	},
	{
		key: 'joinTechPost',
		label: '入党时专业技术职务',
		tab: 'joining',
		group: 'atJoining',
		kind: 'code',
		table: 'techPost',
		required: 'never',
		conflict: 'other'
	},
	{
		key: 'fromLeague',
		label: '是否共青团员入党',
		tab: 'joining',
		group: 'atJoining',
		kind: 'flag',
		table: 'yesNo',
		required: 'never',
		conflict: 'other'
	},
	{
		key: 'leagueRecommended',
		label: '团员推优入党',
		tab: 'joining',
		group: 'atJoining',
		kind: 'flag',
		table: 'yesNo',
		required: 'never',
		conflict: 'other'
	},
	{
		key: 'isCelebrity',
		label: '知名人士',
		tab: 'joining',
		group: 'atJoining',
		kind: 'flag',
		table: 'yesNo',
		required: 'never',
		conflict: 'other'
	},
	{
		key: 'isModel',
		label: '先进模范人物入党',
		tab: 'joining',
		group: 'atJoining',
		kind: 'flag',
		table: 'yesNo',
		required: 'never',
		conflict: 'other'
	},
	{
		key: 'isProvincialModel',
		label: '省部级命名的先进模范',
		tab: 'joining',
		group: 'atJoining',
		kind: 'flag',
		table: 'yesNo',
		required: 'never',
		conflict: 'other'
	},
	{
		key: 'applyDate',
		label: '申请入党日期',
		tab: 'joining',
		group: 'development',
		kind: 'date',
		required: 'never',
		conflict: 'other'
	},
	{
		key: 'activistDate',
		label: '列为积极分子日期',
		tab: 'joining',
		group: 'development',
		kind: 'date',
		required: 'never',
		conflict: 'other'
	},
	{
		key: 'trainedOn',
		label: '参加培训日期',
		tab: 'joining',
		group: 'development',
		kind: 'date',
		required: 'never',
		conflict: 'other'
	},
	{
		key: 'candidateDate',
		label: '列为发展对象日期',
		tab: 'joining',
		group: 'development',
		kind: 'date',
		required: 'never',
		conflict: 'other'
	}
] as const satisfies readonly Field[];
