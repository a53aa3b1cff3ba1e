import type { CompletenessState } from '#domain/rules/completeness';
import type { Finding, Severity } from '#domain/rules/rule';

/** The four classes of 信息完整度 in the words of the manual’s screens. */
export const stateWords: Record<CompletenessState, string> = {
	fix: '可由支部完善',
	waiting: '待说明或审核',
	problem: '问题数据',
	complete: '完整'
};

/** Off the roster: not in any class. */
export const reducedWord = '已减少';
/** In place of a record that has not arrived yet. */
export const stillLoading = '党员信息还在载入，载入后会自动显示。';
/** Said beside counts of the classes. */
export const overlapWords = '同一名党员可以计入几类。';

/** The short word beside a finding’s icon. */
export const severityWords: Record<Severity, string> = {
	error: '错误',
	warning: '待完善',
	'needs-remark': '待说明',
	'needs-manual-review': '待审核',
	'escalate-to-admin': '问题数据',
	info: '提示'
};

const urgency = Object.keys(severityWords) as Severity[];

/** What blocks saving first, mere hints last; among equals the order of the rules. */
export function byUrgency(findings: readonly Finding[]): readonly Finding[] {
	return findings.toSorted((a, b) => urgency.indexOf(a.severity) - urgency.indexOf(b.severity));
}

/** The groups of the member rules, by the letters their ids begin with. */
export const ruleGroups = {
	ID: '身份信息',
	BI: '基本信息缺项',
	PH: '联系电话',
	JN: '入党与转正',
	ED: '学历学位',
	WP: '工作岗位',
	DU: '职务',
	AW: '奖励',
	PU: '处分',
	AB: '出国（境）',
	DI: '困难情况',
	ST: '党籍与组织关系',
	SU: '补录'
} as const;
export type RuleGroup = keyof typeof ruleGroups;

export function groupOfRule(rule: string): string {
	return rule.slice(0, rule.indexOf('-'));
}
