import type { PlainDate } from '#domain/kernel/plain-date';
import type { FieldKey } from '#domain/member/fields';
import type { Member } from '#domain/member/member';
import type { PlaceKey } from '#domain/member/place';
import type { Org } from '#domain/org/org';
import type { Settings } from '#domain/rules/settings';

/** rules.json `_meta.severities`: what a finding does. */
export type Severity =
	'error' | 'warning' | 'needs-remark' | 'needs-manual-review' | 'escalate-to-admin' | 'info';

/** Everything a rule may look at beside the record itself. All of it comes in; nothing is read. */
export interface RuleContext {
	today: PlainDate;
	settings: Settings;
	/** While a form is open: the record as it is stored, before what is typed. */
	before?: Member;
	/** While a record is being made by 补录: whether a committee makes it. */
	admitting?: { byCommittee: boolean };
	/** The organisation, where it is known here. */
	org(id: string): Org | undefined;
	/** Other records (never the one asked about) with the same value; names for the message. */
	sameIdNumber(member: Member): readonly Member[];
	sameMobile(member: Member): readonly Member[];
	sameNameAndBirth(member: Member): readonly Member[];
}

/** One thing that is wrong, derived from the record whenever it is asked for; never stored (S-12). */
export interface Finding {
	rule: string;
	severity: Severity;
	/** The field it stands beside, or the list. */
	field: PlaceKey;
	/** The sentence a person reads. */
	message: string;
}

export interface Rule {
	/** The id of rules.json, for life. */
	readonly id: string;
	readonly severity: Severity;
	/** What fires it, in English. */
	readonly title: string;
	readonly field: PlaceKey;
	/** The Chinese sentence; `{…}` are filled from what `check` returns. */
	readonly message: string;
	/** What to do, in English (docs and help). */
	readonly resolution: string;
	/** Who can close it. */
	readonly resolvedBy: 'secretary' | 'committee' | 'admin' | 'system';
	/** Whether the record alone decides: such rules also run on the server. */
	readonly alone: boolean;
	/**
	 * Whether it is true of the record although whoever asks reads another finding instead; then a
	 * report of it is not taken for corrected.
	 */
	readonly stands?: (member: Member) => boolean;
	/** Where the secretary says why it is so after all (人工审核); filled, the rule is silent. */
	readonly reason?: FieldKey;
	/** Falsy: silent. true: fires. An object: fires, and fills the sentence. */
	check(member: Member, context: RuleContext): Fired;
	/** The same, whether or not a reason was given. */
	applies(member: Member, context: RuleContext): Fired;
}
export type Fired = boolean | Record<string, string> | undefined;

/** `check` is written without a look at the reason; that is the same for every rule. */
export function defineRule(rule: Omit<Rule, 'applies'>): Rule {
	const { reason, check: applies } = rule;
	if (!reason) return { ...rule, applies };
	const check = (member: Member, context: RuleContext) =>
		// A row of an older client has no such field yet.
		(member[reason] ?? '') === '' && applies(member, context);
	return { ...rule, applies, check };
}

/** Runs the rules over one record, in the order given. */
export function runRules(rules: readonly Rule[], member: Member, context: RuleContext): Finding[] {
	const findings: Finding[] = [];
	for (const rule of rules) {
		const fired = rule.check(member, context);
		if (fired) findings.push(findingOf(rule, fired));
	}
	return findings;
}

/** What a rule says once it has fired. */
export function findingOf(
	{ id, severity, field, message }: Rule,
	fired: true | Record<string, string>
): Finding {
	const sentence = fired === true ? message : fill(message, fired);
	return { rule: id, severity, field, message: sentence };
}

function fill(message: string, values: Record<string, string>): string {
	return message.replace(/\{(\w+)\}/g, (whole, key: string) => values[key] ?? whole);
}
