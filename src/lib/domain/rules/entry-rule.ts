import { isRemoved, everyEntry, type EntryOf } from '#domain/member/entries';
import type { EntryKey, ListKey } from '#domain/member/lists';
import type { Member } from '#domain/member/member';
import { defineRule, type Fired, type Rule, type RuleContext } from '#domain/rules/rule';

/** A rule about the rows of one list; it fires on a member once, whichever rows set it off. */
export interface EntryRule<L extends ListKey = ListKey> extends Rule {
	readonly list: L;
	/** The item of the row it stands beside. */
	readonly entryField: string;
	checkEntry(entry: EntryOf<L>, member: Member, context: RuleContext, id: string): Fired;
}

type EntryRuleParts<L extends ListKey> = Omit<Rule, 'check' | 'applies' | 'field'> & {
	readonly list: L;
	readonly entryField: EntryKey<L>;
	checkEntry: EntryRule<L>['checkEntry'];
};

export function defineEntryRule<L extends ListKey>(parts: EntryRuleParts<L>): EntryRule<L> {
	const { list, checkEntry } = parts;
	const rule = defineRule({
		...parts,
		field: list,
		check(member, context) {
			if (member.entries?.[list] === undefined) return false;
			for (const [id, entry] of Object.entries(everyEntry(member, list))) {
				const fired = !isRemoved(entry) && checkEntry(entry as EntryOf<L>, member, context, id);
				if (fired) return fired;
			}
			return false;
		}
	});
	return { ...rule, list, entryField: parts.entryField, checkEntry };
}

export function isEntryRule(rule: Rule): rule is EntryRule {
	return 'checkEntry' in rule;
}
