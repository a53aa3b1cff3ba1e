import { withEntry, type EntryOf } from '#domain/model/member/entries';
import type { Entry } from '#domain/model/member/entry';
import type { ListKey } from '#domain/model/member/lists';
import type { Member } from '#domain/model/member/member';
import { isEntryRule, wrongItem } from '#domain/rules/entry-rule';
import { isExplained } from '#domain/rules/explanation';
import { memberRules } from '#domain/rules/registry';
import { findingOf, type Finding, type RuleContext } from '#domain/rules/rule';

/** A finding on one row: it stands beside an item of that row. */
export interface EntryFinding extends Finding {
	entryField: string;
}

const entryRules = memberRules.filter(isEntryRule);

/** What is wrong with one row, were it saved as it is; a reason given in 人工审核 counts here too. */
export function findingsOnEntry(
	before: Member,
	list: ListKey,
	id: string,
	entry: Entry,
	context: RuleContext
): EntryFinding[] {
	const member = withEntry(before, list, id, entry);
	return entryRules.flatMap((rule) => {
		if (rule.list !== list || isExplained(rule, member)) return [];
		const row = entry as EntryOf<ListKey>;
		const fired = rule.checkEntry(row, member, context, id);
		if (!fired) return [];
		return [{ ...findingOf(rule, fired, member, context), entryField: wrongItem(rule, row) }];
	});
}
