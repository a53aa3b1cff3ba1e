import type { Field } from '#domain/model/member/field';

/** 工作岗位 (domain.md 2.1), in the order of the form. */
export const workFields = [
	{
		key: 'workPost',
		label: '工作岗位',
		tab: 'basic',
		group: 'work',
		kind: 'code',
		table: 'workPost',
		required: 'always',
		conflict: 'other',
		national: '工作岗位',
		hint: '学生按年级选，每年九月更新'
	},
	{
		key: 'workPostOn',
		label: '岗位更新日期',
		tab: 'basic',
		group: 'work',
		kind: 'date',
		required: 'never',
		conflict: 'other',
		hint: '学生每年九月更新年级后，填更新当日'
	},
	{
		key: 'graduatesOn',
		label: '预计毕业日期',
		tab: 'basic',
		group: 'work',
		kind: 'date',
		required: 'never',
		conflict: 'other'
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
		headers: ['专业技术职务', '职称'],
		hint: '只有专业技术岗位的教职工填，没有职称选“无职级”'
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
		national: '新社会阶层类型',
		hint: '学生和事业单位人员一般不填'
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
	}
] as const satisfies readonly Field[];
