import { refuse } from '#domain/kernel/problem';
import type { Member } from '#domain/member/member';
import { memberRules } from '#domain/rules/registry';
import type { RuleContext } from '#domain/rules/rule';
import { defaultSettings } from '#domain/rules/settings';

const errors = memberRules.filter((rule) => rule.alone && rule.severity === 'error');

/**
 * Refuses a record on which a rule of severity error fires (rules.json: “save refused”).
 * A rule that already fired before the edit blocks only if its own field was edited, so that an
 * old mistake elsewhere never keeps a secretary from mending what he can.
 * The day is that of the author’s device, so that both sides judge alike.
 */
export function refuseErrors(after: Member, at: string, before?: Member): void {
	const context = aloneContext(at.slice(0, 10));
	const fired = errors.filter(
		(rule) =>
			rule.check(after, context) &&
			!(before && rule.check(before, context) && before[rule.field] === after[rule.field])
	);
	if (fired.length > 0) refuse({ code: 'rule.error', rules: fired.map((rule) => rule.id) });
}

/** A context that knows only the record itself. */
export function aloneContext(today: string): RuleContext {
	return {
		today,
		settings: defaultSettings,
		org: () => undefined,
		sameIdNumber: () => [],
		sameMobile: () => [],
		sameNameAndBirth: () => []
	};
}
