import type { Field } from '#domain/model/member/field';

/** 党籍和组织关系 (domain.md 2.2), in the order of the form. */
export const relationFields = [
	{
		key: 'membershipStatus',
		label: '当前党籍状态',
		tab: 'relation',
		group: 'status',
		kind: 'code',
		table: 'membershipStatus',
		required: 'always',
		conflict: 'identity',
		initial: '1',
		procedure: true
	},
	{
		key: 'enterBranchType',
		label: '进入支部类型',
		tab: 'relation',
		group: 'branch',
		kind: 'code',
		table: 'enterBranchType',
		required: 'always',
		conflict: 'other'
	},
	{
		key: 'enteredBranchOn',
		label: '进入支部日期',
		tab: 'relation',
		group: 'branch',
		kind: 'date',
		required: 'always',
		conflict: 'other'
	},
	{
		key: 'leaveBranchType',
		label: '转离支部类型',
		tab: 'relation',
		group: 'branch',
		kind: 'code',
		table: 'leaveBranchType',
		required: 'never',
		conflict: 'other'
	},
	{
		key: 'leftBranchOn',
		label: '转离支部日期',
		tab: 'relation',
		group: 'branch',
		kind: 'date',
		required: 'never',
		conflict: 'other'
	},
	{
		key: 'stoppedOn',
		label: '停止党籍日期',
		tab: 'relation',
		group: 'stopped',
		kind: 'date',
		required: 'stopped',
		conflict: 'identity'
	},
	{
		key: 'stopReason',
		label: '停止党籍原因',
		tab: 'relation',
		group: 'stopped',
		kind: 'text',
		required: 'stopped',
		conflict: 'other',
		max: 200
	},
	{
		key: 'restoredOn',
		label: '恢复党籍日期',
		tab: 'relation',
		group: 'stopped',
		kind: 'date',
		required: 'restored',
		conflict: 'identity'
	},
	{
		key: 'restoreReason',
		label: '恢复党籍原因',
		tab: 'relation',
		group: 'stopped',
		kind: 'text',
		required: 'restored',
		conflict: 'other',
		max: 200
	},
	{
		key: 'restoreApprovedBy',
		label: '恢复党籍批准组织',
		tab: 'relation',
		group: 'stopped',
		kind: 'text',
		required: 'restored',
		conflict: 'other',
		max: 100
	},
	{
		key: 'restoredAtOrg',
		label: '恢复党籍时所在组织',
		tab: 'relation',
		group: 'stopped',
		kind: 'text',
		required: 'never',
		conflict: 'other',
		max: 100
	},
	{
		key: 'leaveDate',
		label: '离开中共组织日期',
		tab: 'relation',
		group: 'left',
		kind: 'date',
		required: 'gone',
		conflict: 'identity'
	},
	{
		key: 'leaveType',
		label: '离开中共组织类别',
		tab: 'relation',
		group: 'left',
		kind: 'code',
		table: 'leaveBranchType',
		required: 'never',
		conflict: 'other'
	},
	{
		key: 'leaveReason',
		label: '出党原因',
		tab: 'relation',
		group: 'left',
		kind: 'code',
		table: 'leavePartyReason',
		required: 'left',
		conflict: 'identity'
	},
	{
		key: 'leaveApprovedBy',
		label: '党员减少批准党组织',
		headers: ['出党批准组织'],
		tab: 'relation',
		group: 'left',
		kind: 'text',
		required: 'approved',
		conflict: 'other',
		max: 100
	},
	{
		key: 'increaseMode',
		label: '增加方式',
		tab: 'relation',
		group: 'system',
		kind: 'code',
		table: 'increaseMode',
		required: 'never',
		conflict: 'other'
	},
	{
		key: 'entrySystemType',
		label: '进入本信息系统类型',
		tab: 'relation',
		group: 'system',
		kind: 'code',
		table: 'enterBranchType',
		required: 'never',
		conflict: 'other'
	},
	{
		key: 'entrySystemOn',
		label: '进入本信息系统日期',
		tab: 'relation',
		group: 'system',
		kind: 'date',
		required: 'never',
		conflict: 'other'
	},
	{
		key: 'entrySystemOrg',
		label: '进入时操作党组织',
		tab: 'relation',
		group: 'system',
		kind: 'text',
		required: 'never',
		conflict: 'other',
		max: 100
	},
	{
		key: 'exitSystemType',
		label: '离开本信息系统类型',
		tab: 'relation',
		group: 'system',
		kind: 'code',
		table: 'leaveBranchType',
		required: 'never',
		conflict: 'other'
	},
	{
		key: 'exitSystemOn',
		label: '离开本信息系统日期',
		tab: 'relation',
		group: 'system',
		kind: 'date',
		required: 'never',
		conflict: 'other'
	},
	{
		key: 'exitSystemOrg',
		label: '离开时操作党组织',
		tab: 'relation',
		group: 'system',
		kind: 'text',
		required: 'never',
		conflict: 'other',
		max: 100
	}
] as const satisfies readonly Field[];
