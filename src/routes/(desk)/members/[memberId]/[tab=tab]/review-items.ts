import { fieldOf, type FieldKey } from '#domain/member/fields';
import type { Field } from '#domain/member/field';
import { memberRules } from '#domain/rules/registry';
import { findingOf, type Finding, type RuleContext } from '#domain/rules/rule';
import type { MemberDraft } from '#ui/member-draft.runes';

export interface ReviewItem {
	field: Field & { key: FieldKey };
	/** What asks for the reason; undefined where a reason stands that nothing asks for any more. */
	finding: Finding | undefined;
}

/** 人工审核: one item for each rule that asks for a reason, or has one. */
export function reviewItems(draft: MemberDraft, context: RuleContext): ReviewItem[] {
	return memberRules.flatMap((rule) => {
		const { reason } = rule;
		if (!reason) return [];
		const fired = rule.applies(draft.member, context);
		const stands = (draft.member[reason] ?? '') !== '' || draft.changed.includes(reason);
		if (!fired && !stands) return [];
		const field = fieldOf(reason) as ReviewItem['field'];
		return [{ field, finding: fired ? findingOf(rule, fired) : undefined }];
	});
}
