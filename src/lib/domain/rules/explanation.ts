import { everyEntry, isRemoved } from '#domain/model/member/entries';
import type { FieldKey } from '#domain/model/member/fields';
import type { ListKey } from '#domain/model/member/lists';
import type { Member } from '#domain/model/member/member';

/** Where a person writes why a finding is right after all, and the values that text speaks of. */
export interface Explanation {
	/** A field of 人工审核, or 备注信息. */
	readonly in: FieldKey;
	/** Fields of the record; for a rule about the rows of a list, items of a row. */
	readonly over: readonly string[];
}

interface Explainable {
	readonly id: string;
	readonly explanation?: Explanation;
	/** Set for a rule about the rows of this list. */
	readonly list?: ListKey;
}

/** The values the rule judges, as one text: equal texts are equal values. */
export function valuesJudged({ explanation, list }: Explainable, member: Member): string {
	const over = explanation?.over ?? [];
	if (!list) return over.map((key) => member[key as FieldKey] ?? '').join('|');
	return Object.entries(everyEntry(member, list))
		.filter(([, entry]) => !isRemoved(entry))
		.map(([id, entry]) => [id, ...over.map((key) => entry[key] ?? '')].join('|'))
		.sort()
		.join('\n');
}

/**
 * Whether a text stands that was given for this very finding with these very values. A text alone
 * closes nothing: an old one must not silence what came later.
 */
export function isExplained(rule: Explainable, member: Member): boolean {
	const place = rule.explanation?.in;
	if (!place || (member[place] ?? '') === '') return false;
	return member.explained?.[rule.id] === valuesJudged(rule, member);
}
