import { fieldOf, type FieldKey } from '#domain/model/member/fields';
import type { Field } from '#domain/model/member/field';
import { isExplained } from '#domain/rules/explanation';
import { memberRules } from '#domain/rules/registry';
import { findingOf, type Finding, type RuleContext } from '#domain/rules/rule';
import type { MemberDraft } from '#ui/form/member-draft.runes';

export interface ReviewItem {
	field: Field & { key: FieldKey };
	/** What asks for the reason; undefined where a reason stands that nothing asks for any more. */
	finding: Finding | undefined;
	/** outdated: the text was written for other values than those that stand now. */
	state: 'asked' | 'explained' | 'outdated';
}

/** 人工审核: one item for each rule that asks for a reason, or has one. */
export function reviewItems(draft: MemberDraft, context: RuleContext): ReviewItem[] {
	return memberRules.flatMap((rule) => {
		const reason = rule.explanation?.in;
		if (!reason || reason === 'remark') return [];
		const { member } = draft;
		const fired = rule.applies(member, context);
		const given = (member[reason] ?? '') !== '';
		const typed = draft.changed.includes(reason);
		if (!fired && !given && !typed) return [];
		const field = fieldOf(reason) as ReviewItem['field'];
		const finding = fired ? findingOf(rule, fired, member, context) : undefined;
		const isOpen = finding !== undefined && !isExplained(rule, member);
		const state = !given ? 'asked' : isOpen && !typed ? 'outdated' : 'explained';
		return [{ field, finding, state }];
	});
}
