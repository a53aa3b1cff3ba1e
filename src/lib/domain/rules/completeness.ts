import { fields, type FieldKey } from '#domain/model/member/fields';
import type { Member } from '#domain/model/member/member';
import { isOnRoster } from '#domain/model/member/on-roster';
import { isRequired } from '#domain/rules/applicability';
import { memberRules, ruleOf } from '#domain/rules/registry';
import { runRules, type Finding, type RuleContext, type Severity } from '#domain/rules/rule';

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
	/**
	 * Every class it stands in, by finding, the most pressing first: a record may stand in several; 完整
	 * stands alone.
	 */
	classes: readonly CompletenessState[];
	/** The first of them, which the record’s mark shows. */
	state: CompletenessState;
	findings: readonly Finding[];
}

const mayBeRequired = fields.filter((field) => field.required !== 'never');
/** What still has to be filled of 已减少 members: how they left. */
const ofReduced = mayBeRequired.filter(({ required }) =>
	['stopped', 'gone', 'left', 'approved'].includes(required)
);
const NOTHING: readonly FieldKey[] = [];

/** Of 已减少 members only errors and how they left are asked for: nothing else is to be completed. */
export function completenessOf(member: Member, context: RuleContext): Completeness {
	const counts = isOnRoster(member);
	const org = context.org(member.branchId);
	let applicable = 0;
	let missing: FieldKey[] | undefined;
	for (const field of counts ? mayBeRequired : ofReduced) {
		if (field.required !== 'always' && !isRequired(field.required, member, org)) continue;
		applicable += 1;
		if (member[field.key] === '') (missing ??= []).push(field.key);
	}
	let filled = applicable - (missing?.length ?? 0);
	if (counts && context.settings.photoCounts) {
		applicable += 1;
		if (member.photo) filled += 1;
	}
	const all = runRules(memberRules, member, context);
	const findings = counts ? all : all.filter(isOfReduced);
	const classes = classesOf(findings, missing !== undefined);
	return {
		percent: applicable === 0 ? 100 : Math.floor((filled * 100) / applicable),
		filled,
		applicable,
		missing: missing ?? NOTHING,
		classes,
		state: classes[0] ?? 'complete',
		findings
	};
}

function isOfReduced({ rule, severity }: Finding): boolean {
	return severity === 'error' || ruleOf(rule)?.ofReduced === true;
}

const mostPressing = ['problem', 'fix', 'waiting'] as const satisfies CompletenessState[];

/** Which class a finding of each severity puts the record in. */
const classOf: Readonly<Record<Severity, (typeof mostPressing)[number] | undefined>> = {
	error: 'fix',
	warning: 'fix',
	'needs-remark': 'waiting',
	'needs-manual-review': 'waiting',
	'escalate-to-admin': 'problem',
	info: undefined
};

/** Thousands of records share the eight combinations there are, one bit for each class. */
const bits = { problem: 1, fix: 2, waiting: 4 };
const combinations = Array.from({ length: 8 }, (_, mask): readonly CompletenessState[] =>
	mask === 0 ? ['complete'] : mostPressing.filter((one) => (mask & bits[one]) !== 0)
);

function classesOf(findings: readonly Finding[], missing: boolean): readonly CompletenessState[] {
	let mask = missing ? bits.fix : 0;
	for (const { severity } of findings) {
		const one = classOf[severity];
		if (one) mask |= bits[one];
	}
	return combinations[mask] ?? [];
}
