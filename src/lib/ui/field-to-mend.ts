import type { PlaceKey } from '#domain/member/place';
import type { Completeness } from '#domain/rules/completeness';
import { basicItemMissing } from '#domain/rules/member/basic-item-missing';
import { isListKey } from '#domain/member/lists';
import { memberRules } from '#domain/rules/registry';
import { byUrgency } from '#ui/state-words';

/** What is closed by a text and not by another value: its reason in 人工审核, or 备注信息. */
const closedAt: ReadonlyMap<string, PlaceKey> = new Map(
	memberRules.flatMap(({ id, severity, field, reason }): [string, PlaceKey][] => {
		if (severity === 'needs-manual-review' && reason) return [[id, reason]];
		return severity === 'needs-remark' && !isListKey(field) ? [[id, 'remark']] : [];
	})
);

/** The field to open for one reason: for BI-04 the first that is missing, else the rule’s own. */
export function fieldToMend(
	finding: { rule: string; field: PlaceKey },
	summary: Pick<Completeness, 'findings' | 'missing'>
): PlaceKey {
	if (finding.rule !== basicItemMissing.id) return closedAt.get(finding.rule) ?? finding.field;
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
