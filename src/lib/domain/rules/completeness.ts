import { fields, type FieldKey } from '#domain/member/fields';
import type { Member } from '#domain/member/member';
import { isRequired } from '#domain/rules/applicability';
import { memberRules } from '#domain/rules/registry';
import { runRules, type Finding, type RuleContext } from '#domain/rules/rule';

/**
 * complete: nothing open · fix: the secretary can mend it · waiting: a remark or a review is missing ·
 * problem: 问题数据, which the secretary cannot close.
 */
export type CompletenessState = 'complete' | 'fix' | 'waiting' | 'problem';

/** 信息完整度 of one record: percent, reasons, and who must act (domain.md 3). */
export interface Completeness {
	/** Filled required ÷ required that apply, the photo among them, rounded down, so that 100 is truly complete. */
	percent: number;
	filled: number;
	applicable: number;
	missing: readonly FieldKey[];
	state: CompletenessState;
	findings: readonly Finding[];
}

const mayBeRequired = fields.filter((field) => field.required !== 'never');
const NOTHING: readonly FieldKey[] = [];

export function completenessOf(member: Member, context: RuleContext): Completeness {
	const org = context.org(member.branchId);
	let applicable = 0;
	let missing: FieldKey[] | undefined;
	for (const field of mayBeRequired) {
		if (field.required !== 'always' && !isRequired(field.required, member, org)) continue;
		applicable += 1;
		if (member[field.key] === '') (missing ??= []).push(field.key);
	}
	let filled = applicable - (missing?.length ?? 0);
	if (context.settings.photoCounts) {
		applicable += 1;
		if (member.photo) filled += 1;
	}
	const findings = runRules(memberRules, member, context);
	return {
		percent: applicable === 0 ? 100 : Math.floor((filled * 100) / applicable),
		filled,
		applicable,
		missing: missing ?? NOTHING,
		state: stateOf(findings, missing !== undefined),
		findings
	};
}

function stateOf(findings: readonly Finding[], missing: boolean): CompletenessState {
	let fix = missing;
	let waiting = false;
	for (const { severity } of findings) {
		if (severity === 'escalate-to-admin') return 'problem';
		if (severity === 'error' || severity === 'warning') fix = true;
		else if (severity !== 'info') waiting = true;
	}
	return fix ? 'fix' : waiting ? 'waiting' : 'complete';
}
