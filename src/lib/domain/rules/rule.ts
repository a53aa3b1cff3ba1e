import type { PlainDate } from '#domain/kernel/plain-date';
import type { ListKey } from '#domain/model/member/lists';
import type { Member } from '#domain/model/member/member';
import type { PlaceKey } from '#domain/model/member/place';
import type { Org } from '#domain/model/org/org';
import { isExplained, type Explanation } from '#domain/rules/explanation';
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

/**
 * Where a finding is closed: field, entry: by another value, on the record or in a row of a list ·
 * remark: 备注信息 · review: 人工审核 · report: 上报, the branch cannot close it · record: on another
 * record of the same person · procedure: by what is to be done first, such as 转正 or 党员减少.
 */
export type Closing = 'field' | 'entry' | 'remark' | 'review' | 'report' | 'record' | 'procedure';

/** The row of a list a finding is about, and the item of it that is wrong. */
export interface EntryPlace {
	list: ListKey;
	id: string;
	item: string;
}

/** One thing that is wrong, derived from the record whenever it is asked for; never stored (S-12). */
export interface Finding {
	rule: string;
	severity: Severity;
	/** Where it is wrong now: the first of `places`. */
	field: PlaceKey;
	/** Every place that is wrong now; at least one. */
	places: readonly PlaceKey[];
	/** For a rule about the rows of a list: the first row it fires on. */
	entry?: EntryPlace;
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
	/** What it rests on; docs/domain.md says what the keys mean. */
	readonly source: string;
	/** Where, the usual way first. */
	readonly closes: readonly Closing[];
	/** Where a person says why it is so after all; given for these values, the rule is silent. */
	readonly explanation?: Explanation;
	/** Whether its advice opens 党员减少; AB-03 is explained first, and the procedure decided by a committee. */
	readonly reduces?: true;
	/** Set for a rule about the rows of this list. */
	readonly list?: ListKey;
	/** Whether the record alone decides: such rules also run on the server. */
	readonly alone: boolean;
	/** Whether it speaks of 已减少 members too. Of them nothing else is asked any more. */
	readonly ofReduced?: true;
	/**
	 * Whether it is true of the record although nothing is said of it: the member has left, or whoever
	 * asks reads another finding instead. Then a report of it is not taken for corrected.
	 */
	readonly stands?: (member: Member) => boolean;
	/** Falsy: silent. true: fires. An object: fires, and fills the sentence. */
	check(member: Member, context: RuleContext): Fired;
	/** The same, whether or not it was explained. */
	applies(member: Member, context: RuleContext): Fired;
	/** The places that are wrong, where they are not always `field`. Asked only once it fired. */
	places?(member: Member, context: RuleContext): readonly PlaceKey[];
	/** The first row it fires on. */
	entryPlace?(member: Member, context: RuleContext): EntryPlace | undefined;
}
export type Fired = boolean | Record<string, string> | undefined;

/** `check` is written without a look at the explanation; that is the same for every rule. */
export function defineRule<R extends Omit<Rule, 'applies'>>(rule: R): R & Pick<Rule, 'applies'> {
	const { check: applies } = rule;
	if (!rule.explanation) return { ...rule, applies };
	const check = (member: Member, context: RuleContext) =>
		!isExplained(rule, member) && applies(member, context);
	return { ...rule, applies, check };
}

/** Runs the rules over one record, in the order given. */
export function runRules(rules: readonly Rule[], member: Member, context: RuleContext): Finding[] {
	const findings: Finding[] = [];
	for (const rule of rules) {
		const fired = rule.check(member, context);
		if (fired) findings.push(findingOf(rule, fired, member, context));
	}
	return findings;
}

/** What a rule says of the record it fired on. */
export function findingOf(
	rule: Rule,
	fired: true | Record<string, string>,
	member: Member,
	context: RuleContext
): Finding {
	const wrong = rule.places?.(member, context) ?? [];
	const places = wrong.length > 0 ? wrong : [rule.field];
	const entry = rule.entryPlace?.(member, context);
	const finding: Finding = {
		rule: rule.id,
		severity: rule.severity,
		field: places[0] ?? rule.field,
		places,
		message: fired === true ? rule.message : fill(rule.message, fired)
	};
	return entry ? { ...finding, entry } : finding;
}

function fill(message: string, values: Record<string, string>): string {
	return message.replace(/\{(\w+)\}/g, (whole, key: string) => values[key] ?? whole);
}
