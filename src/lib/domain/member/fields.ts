import type { Field } from '#domain/member/field';

/**
 * The field catalogue: every item of a member’s record, once (domain.md 2.1).
 * Order is the order of the form.
 */
export const fields = [
	{
		key: 'name',
		label: '姓名',
		tab: 'basic',
		group: 'identity',
		kind: 'text',
		required: 'always',
		conflict: 'identity',
		sensitive: true,
		max: 50,
		national: '姓名',
		headers: ['党员姓名']
	},
	{
		key: 'idNumber',
		label: '公民身份号码',
		tab: 'basic',
		group: 'identity',
		kind: 'idNumber',
		required: 'always',
		conflict: 'identity',
		sensitive: true,
		max: 18,
		national: '身份证号码',
		headers: ['公民身份证号', '公民身份证号码', '身份证号', '身份证', '证件号码']
	},
	{
		key: 'gender',
		label: '性别',
		tab: 'basic',
		group: 'identity',
		kind: 'code',
		table: 'gender',
		required: 'always',
		conflict: 'identity',
		derived: true,
		national: '性别'
	},
	{
		key: 'ethnicity',
		label: '民族',
		tab: 'basic',
		group: 'identity',
		kind: 'code',
		table: 'ethnicity',
		required: 'always',
		conflict: 'identity',
		national: '民族'
	},
	{
		key: 'birthDate',
		label: '出生日期',
		tab: 'basic',
		group: 'identity',
		kind: 'date',
		required: 'always',
		conflict: 'identity',
		derived: true,
		national: '出生日期',
		headers: ['出生年月', '出生年月日', '生日']
	},
	{
		key: 'nativePlace',
		label: '籍贯',
		tab: 'basic',
		group: 'identity',
		kind: 'text',
		required: 'always',
		conflict: 'other',
		max: 60,
		national: '籍贯'
	},
	{
		key: 'isTaiwanOrigin',
		label: '是否台湾省籍',
		tab: 'basic',
		group: 'identity',
		kind: 'flag',
		table: 'yesNo',
		required: 'never',
		conflict: 'other',
		national: '是否台湾省籍',
		initial: '0'
	},
	{
		key: 'maritalStatus',
		label: '婚姻状况',
		tab: 'basic',
		group: 'identity',
		kind: 'code',
		table: 'maritalStatus',
		required: 'never',
		conflict: 'other',
		national: '婚姻状况'
	},

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
		group: 'party',
		kind: 'date',
		required: 'always',
		conflict: 'identity',
		national: '入党时间',
		headers: ['入党年月', '加入党组织日期']
	},
	{
		key: 'regularDate',
		label: '转正日期',
		tab: 'basic',
		group: 'party',
		kind: 'date',
		required: 'full',
		conflict: 'identity',
		national: '转正时间',
		headers: ['转正年月']
	},
	{
		key: 'extensionMonths',
		label: '延长预备期（月）',
		tab: 'basic',
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
	},

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
		headers: ['文化程度', '学历情况']
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
	},

	{
		key: 'workPost',
		label: '工作岗位',
		tab: 'basic',
		group: 'work',
		kind: 'code',
		table: 'workPost',
		required: 'always',
		conflict: 'other',
		national: '工作岗位'
	},
	{
		key: 'techPost',
		label: '从事专业技术职务',
		tab: 'basic',
		group: 'work',
		kind: 'code',
		table: 'techPost',
		required: 'professional',
		conflict: 'other',
		national: '技术职称',
		headers: ['专业技术职务', '职称']
	},
	{
		key: 'workStartDate',
		label: '参加工作日期',
		tab: 'basic',
		group: 'work',
		kind: 'date',
		required: 'staff',
		conflict: 'other',
		national: '参加工作日期',
		headers: ['参加工作时间']
	},
	{
		key: 'newSocialStratum',
		label: '新社会阶层类型',
		tab: 'basic',
		group: 'work',
		kind: 'code',
		table: 'newSocialStratum',
		required: 'never',
		conflict: 'other',
		national: '新社会阶层类型'
	},
	{
		key: 'frontLine',
		label: '一线情况',
		tab: 'basic',
		group: 'work',
		kind: 'code',
		table: 'frontLine',
		required: 'never',
		conflict: 'other',
		national: '一线情况'
	},
	{
		key: 'isMigrantWorker',
		label: '是否农民工',
		tab: 'basic',
		group: 'work',
		kind: 'flag',
		table: 'yesNo',
		required: 'always',
		conflict: 'other',
		national: '是否农民工',
		initial: '0'
	},

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
	},

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
		key: 'collectedBy',
		label: '信息采集员',
		tab: 'basic',
		group: 'other',
		kind: 'text',
		required: 'never',
		conflict: 'other',
		max: 50
	},
	{
		key: 'collectedOn',
		label: '采集日期',
		tab: 'basic',
		group: 'other',
		kind: 'date',
		required: 'never',
		conflict: 'other'
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
	},

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
	}
] as const satisfies readonly Field[];

export type FieldKey = (typeof fields)[number]['key'];

const byKey = new Map<string, Field>(fields.map((field) => [field.key, field]));

export function isFieldKey(key: string): key is FieldKey {
	return byKey.has(key);
}

export function fieldOf(key: FieldKey): Field {
	const field = byKey.get(key);
	if (!field) throw new Error(`no field ${key}`);
	return field;
}

export function labelOf(key: FieldKey): string {
	return fieldOf(key).label;
}
