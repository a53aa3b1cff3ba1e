import type { Member } from '#domain/model/member/member';
import { memberRules } from '#domain/rules/registry';
import type { Rule } from '#domain/rules/rule';

/** The rules whose findings a branch cannot close, by their ids. */
const problemRules: ReadonlyMap<string, Rule> = new Map(
	memberRules
		.filter(({ severity }) => severity === 'escalate-to-admin')
		.map((rule) => [rule.id, rule])
);

export function isReportable(rule: string): boolean {
	return problemRules.has(rule);
}

/** What a rule says; '' for one that a newer version made. */
export function sentenceOf(rule: string): string {
	return problemRules.get(rule)?.message ?? '';
}

/** Whether it is still so, although nothing is said of it here. */
export function stillStands(rule: string, member: Member): boolean {
	return problemRules.get(rule)?.stands?.(member) ?? false;
}
