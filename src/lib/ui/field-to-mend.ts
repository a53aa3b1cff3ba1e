import type { PlaceKey } from '#domain/member/place';
import type { Completeness } from '#domain/rules/completeness';
import { basicItemMissing } from '#domain/rules/member/basic-item-missing';
import { byUrgency } from '#ui/state-words';

/** The field to open for one reason: for BI-04 the first that is missing, else the rule’s own. */
export function fieldToMend(
	finding: { rule: string; field: PlaceKey },
	summary: Completeness
): PlaceKey {
	if (finding.rule !== basicItemMissing.id) return finding.field;
	const own = new Set(
		summary.findings.filter(({ rule }) => rule !== finding.rule).map(({ field }) => field)
	);
	return summary.missing.find((key) => !own.has(key)) ?? finding.field;
}

/** Where to begin: the first reason’s field, else the first missing one; undefined when complete. */
export function firstToMend(summary: Completeness): PlaceKey | undefined {
	const [first] = byUrgency(summary.findings);
	return first ? fieldToMend(first, summary) : summary.missing[0];
}
