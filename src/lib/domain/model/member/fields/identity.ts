import type { Field } from '#domain/model/member/field';

/** 身份 (domain.md 2.1), in the order of the form. */
export const identityFields = [
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
	}
] as const satisfies readonly Field[];
