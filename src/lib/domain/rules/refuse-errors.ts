import type { PlainDate } from '#domain/kernel/plain-date';
import { refuse } from '#domain/kernel/problem';
import { entryOf, type EntryOf } from '#domain/model/member/entries';
import { isListKey, type ListKey } from '#domain/model/member/lists';
import type { Member } from '#domain/model/member/member';
import type { PlaceKey } from '#domain/model/member/place';
import { isEntryRule } from '#domain/rules/entry-rule';
import { memberRules } from '#domain/rules/registry';
import type { RuleContext } from '#domain/rules/rule';
import { defaultSettings } from '#domain/rules/settings';

const errors = memberRules.filter((rule) => rule.alone && rule.severity === 'error');

/**
 * Refuses a record on which a rule of severity error fires (rules.json: “save refused”).
 * A rule that already fired before the edit blocks only if its own field was edited, so that an
 * old mistake elsewhere never keeps a secretary from mending what he can.
 * `today` is the day of whoever judges, so that no device’s clock decides.
 */
export function refuseErrors(
	after: Member,
	today: PlainDate,
	before?: Member,
	admitting?: RuleContext['admitting']
): void {
	const context = { ...aloneContext(today), ...(admitting ? { admitting } : {}) };
	const fired = errors.filter(
		(rule) =>
			rule.check(after, context) &&
			!(before && rule.check(before, context) && isSame(rule.field, before, after))
	);
	if (fired.length > 0) refuse({ code: 'rule.error', rules: fired.map((rule) => rule.id) });
}

function isSame(place: PlaceKey, before: Member, after: Member): boolean {
	if (isListKey(place)) return before.entries?.[place] === after.entries?.[place];
	return before[place] === after[place];
}

/** The same for one row of a list: an old mistake in another row, or in this one, is no obstacle. */
export function refuseEntryErrors(
	after: Member,
	{ list, entryId, today }: { list: ListKey; entryId: string; today: PlainDate },
	before?: Member
): void {
	const context = aloneContext(today);
	const now = entryOf(after, list, entryId);
	const then = before && entryOf(before, list, entryId);
	const fired = errors.filter((rule) => {
		if (!isEntryRule(rule) || rule.list !== list || !now) return false;
		if (!rule.checkEntry(now as EntryOf<ListKey>, after, context, entryId)) return false;
		const old = then && rule.checkEntry(then as EntryOf<ListKey>, before, context, entryId);
		return !(old && then[rule.entryField] === now[rule.entryField]);
	});
	if (fired.length > 0) refuse({ code: 'rule.error', rules: fired.map((rule) => rule.id) });
}

/** A context that knows only the record itself. */
export function aloneContext(today: PlainDate): RuleContext {
	return {
		today,
		settings: defaultSettings,
		org: () => undefined,
		sameIdNumber: () => [],
		sameMobile: () => [],
		sameNameAndBirth: () => []
	};
}
