/** The lines between the two totals of the comparison sheet (domain.md 9), in its order. */
export const flows = [
	{ key: 'developed', name: '发展党员', sign: 1 },
	{ key: 'restored', name: '恢复党籍', sign: 1 },
	{ key: 'transferredIn', name: '转入组织关系', sign: 1 },
	{ key: 'unitIn', name: '整建制转入', sign: 1 },
	{ key: 'left', name: '出党', sign: -1 },
	{ key: 'stopped', name: '停止党籍', sign: -1 },
	{ key: 'died', name: '死亡', sign: -1 },
	{ key: 'transferredOut', name: '转出组织关系', sign: -1 },
	{ key: 'unitOut', name: '整建制转出', sign: -1 }
] as const;

export type FlowKey = (typeof flows)[number]['key'];

export function signOf(key: FlowKey): 1 | -1 {
	return flows.find((flow) => flow.key === key)?.sign ?? 1;
}

/** How a member comes into a branch, by 进入支部类型. L4 is a move within one committee. */
export const entryFlows: Readonly<Record<string, FlowKey>> = {
	'0': 'developed',
	'1': 'restored',
	'2': 'transferredIn',
	L3: 'unitIn',
	L4: 'transferredIn'
};
export const MOVED_WITHIN = 'L4';
export const WHOLE_UNIT_IN = 'L3';

/** How a member leaves a branch, by 转离支部类型; the other types end the membership itself. */
export const exitFlows: Readonly<Record<string, FlowKey>> = {
	L1: 'transferredOut',
	L2: 'transferredOut',
	L3: 'transferredOut',
	L4: 'unitOut'
};
export const LEFT_WITHIN = 'L3';
