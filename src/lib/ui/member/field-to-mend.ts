import type { PlaceKey } from '#domain/model/member/place';
import type { Completeness } from '#domain/rules/completeness';
import { ruleOf } from '#domain/rules/registry';
import type { EntryPlace, Finding } from '#domain/rules/rule';
import { byUrgency } from '#ui/words/state-words';

/** Where a person begins to close one finding. */
export interface MendPlace {
	key: PlaceKey;
	/** The row to open, where it is one row of a list that is wrong. */
	entry?: EntryPlace;
}

/** By a text in 人工审核 or 备注信息 where that is the usual way, else where it is wrong now. */
export function placeToMend(finding: Pick<Finding, 'rule' | 'field' | 'entry'>): MendPlace {
	const { field, entry } = finding;
	const rule = ruleOf(finding.rule);
	const first = rule?.closes[0];
	const text = rule?.explanation?.in;
	if (text && (first === 'review' || first === 'remark')) return { key: text };
	return entry ? { key: field, entry } : { key: field };
}

/** Where to begin: the first reason’s place, else the first missing field; undefined when complete. */
export function firstToMend(summary: Completeness): MendPlace | undefined {
	const [first] = byUrgency(summary.findings);
	if (first) return placeToMend(first);
	const [missing] = summary.missing;
	return missing && { key: missing };
}
