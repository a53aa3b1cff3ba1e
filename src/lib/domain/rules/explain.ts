import { z } from 'zod';
import { seenShape } from '#domain/kernel/text-shape';
import { MOST_EXPLAINED, type Explained } from '#domain/model/member/explained';
import type { FieldKey } from '#domain/model/member/fields';
import type { Member } from '#domain/model/member/member';
import { valuesJudged } from '#domain/rules/explanation';
import { memberRules } from '#domain/rules/registry';
import type { Rule, RuleContext } from '#domain/rules/rule';

const explainable = memberRules.filter(({ explanation }) => explanation !== undefined);

/** Which findings a saved text was written for, as its author saw them. */
export const Explains = z.partialRecord(
	z.enum(explainable.map(({ id }) => id)),
	seenShape(MOST_EXPLAINED)
);

/**
 * What these fields of the record explain as they stand: the open findings that ask for that text.
 * 备注信息 is read for those that wait for a remark; any other finding takes it only by name.
 */
export function explainedBy(
	member: Member,
	keys: readonly FieldKey[],
	context: RuleContext,
	rules: readonly Rule[] = explainable
): Explained {
	return Object.fromEntries(
		rules
			.filter(({ explanation, severity, applies }) => {
				const place = explanation?.in;
				if (!place || !keys.includes(place) || (member[place] ?? '') === '') return false;
				return (place !== 'remark' || severity === 'needs-remark') && applies(member, context);
			})
			.map((rule) => [rule.id, valuesJudged(rule, member)])
	);
}

const places = [...new Set(explainable.flatMap(({ explanation }) => explanation?.in ?? []))];
const judgedAlone = explainable.filter(({ alone }) => alone);

/** A new record whose texts came together with its values: they speak of these. */
export function withOwnExplanations(member: Member, context: RuleContext): Member {
	const explained = explainedBy(member, places, context, judgedAlone);
	return Object.keys(explained).length > 0 ? { ...member, explained } : member;
}

/**
 * The record after an edit that says what its texts explain: only of texts the edit itself carries
 * and that stand now. The very same record if it says nothing new.
 */
export function withExplanations(
	member: Member,
	edits: Readonly<Partial<Record<FieldKey, { to: string }>>>,
	explains: z.infer<typeof Explains>
): Member {
	const taken: Record<string, string> = {};
	for (const { id, explanation } of explainable) {
		const values = explains[id];
		const place = explanation?.in;
		const to = place && edits[place]?.to;
		if (values === undefined || !to || member[place] !== to) continue;
		if (member.explained?.[id] !== values) taken[id] = values;
	}
	if (Object.keys(taken).length === 0) return member;
	return { ...member, explained: { ...member.explained, ...taken } };
}

/** What the texts of a record explain after 合并: a text that was taken brings what it was written for. */
export function unitedExplanations(
	into: Member,
	from: Member,
	isTaken: (key: FieldKey) => boolean
): Explained | undefined {
	const explained: Record<string, string> = { ...into.explained };
	for (const { id, explanation } of explainable) {
		if (!explanation || !isTaken(explanation.in)) continue;
		delete explained[id];
		const values = from.explained?.[id];
		if (values !== undefined) explained[id] = values;
	}
	return Object.keys(explained).length > 0 ? explained : into.explained;
}
