import { isRemoved, everyEntry, type EntryOf } from '#domain/model/member/entries';
import type { EntryKey, ListKey } from '#domain/model/member/lists';
import type { Member } from '#domain/model/member/member';
import { defineRule, type Fired, type Rule, type RuleContext } from '#domain/rules/rule';

/** A rule about the rows of one list; it fires on a member once, whichever rows set it off. */
export interface EntryRule<L extends ListKey = ListKey> extends Rule {
	readonly list: L;
	/** The item of the row it stands beside. */
	readonly entryField: string;
	/** The items of the row that are wrong, where they are not always `entryField`. */
	items?(entry: EntryOf<L>): readonly string[];
	checkEntry(entry: EntryOf<L>, member: Member, context: RuleContext, id: string): Fired;
}

type EntryRuleParts<L extends ListKey> = Omit<Rule, 'check' | 'applies' | 'field'> & {
	readonly list: L;
	readonly entryField: EntryKey<L>;
	items?(entry: EntryOf<L>): readonly EntryKey<L>[];
	checkEntry: EntryRule<L>['checkEntry'];
};

export function defineEntryRule<L extends ListKey>(parts: EntryRuleParts<L>): EntryRule<L> {
	const { list, checkEntry } = parts;
	const firstFired = (member: Member, context: RuleContext) => {
		if (member.entries?.[list] === undefined) return undefined;
		for (const [id, entry] of Object.entries(everyEntry(member, list))) {
			const row = entry as EntryOf<L>;
			const fired = !isRemoved(entry) && checkEntry(row, member, context, id);
			if (fired) return { id, row, fired };
		}
		return undefined;
	};
	const rule = defineRule({
		...parts,
		field: list,
		check: (member: Member, context: RuleContext): Fired => firstFired(member, context)?.fired,
		entryPlace(member: Member, context: RuleContext) {
			const first = firstFired(member, context);
			return first && { list, id: first.id, item: wrongItem(parts, first.row) };
		}
	});
	return rule;
}

/** The first item of the row that is wrong. */
export function wrongItem<L extends ListKey>(
	{ entryField, items }: Pick<EntryRule<L>, 'entryField' | 'items'>,
	row: EntryOf<L>
): string {
	return items?.(row)[0] ?? entryField;
}

export function isEntryRule(rule: Rule): rule is EntryRule {
	return 'checkEntry' in rule;
}
