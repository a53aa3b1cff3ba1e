import type { PlainDate } from '#domain/kernel/plain-date';
import { labelOf, type FieldKey } from '#domain/model/member/fields';
import { blankMember, type Member } from '#domain/model/member/member';
import { holdsNumbers } from '#domain/model/member/on-roster';
import type { Org } from '#domain/model/org/org';
import { withOwnExplanations } from '#domain/rules/explain';
import { basicItemMissing, missingBasicItems } from '#domain/rules/member/basic-item-missing';
import { photoMissing } from '#domain/rules/member/photo-missing';
import { PeerIndex } from '#domain/rules/peers';
import { memberRules } from '#domain/rules/registry';
import { runRules, type Finding, type Rule, type RuleContext } from '#domain/rules/rule';
import { defaultSettings } from '#domain/rules/settings';
import type { Draft } from './read-row';
import type { RosterRow, RowVerdict } from './report';
import { importOrigin, rowId } from './row-id';

/** What the file is judged against. */
export interface RosterBase {
	orgs: readonly Org[];
	/** The register as far as the device holds it; records withdrawn by 撤销 included, for the round. */
	members: readonly RegisteredMember[];
	/** The organisation of whoever imports. */
	actorOrgId: string;
	today: PlainDate;
}

/** What the check needs to know of a record that exists. */
export type RegisteredMember = Pick<
	Member,
	| 'id'
	| 'name'
	| 'idNumber'
	| 'birthDate'
	| 'mobile'
	| 'branchId'
	| 'membershipStatus'
	| 'retracted'
	| 'importedBy'
> & {
	/** Of a record that gave way to another only its id counts: its row is known (合并). */
	merged?: unknown;
};

/** The same without everything else, which need not travel to where files are read. */
export function registered(member: RegisteredMember): RegisteredMember {
	const { id, name, idNumber, birthDate, mobile, branchId } = member;
	const { membershipStatus, retracted, importedBy } = member;
	const merged = member.merged === undefined ? undefined : true;
	const person = { id, name, idNumber, birthDate, mobile, branchId };
	return { ...person, membershipStatus, retracted, importedBy, merged };
}

/** Items that can be completed after the import; they do not change the verdict. */
const forLater: ReadonlySet<string> = new Set(['BI-03', 'BI-04']);

/** No roster carries photos, and BI-04 speaks only of columns the file has, see `#items`. */
const judged: readonly Rule[] = memberRules.filter(
	(rule) => rule !== photoMissing && rule !== basicItemMissing
);
/** Rules that can refuse a row by itself, in the order of the file: the first of two equals stays. */
const first: readonly Rule[] = judged.filter((rule) => rule.alone || rule.severity === 'error');
/** Rules that compare rows, once it is known which rows go in (PH-03, ID-09). */
const second: readonly Rule[] = judged.filter((rule) => !first.includes(rule));
const place: ReadonlyMap<string, number> = new Map(memberRules.map((rule, i) => [rule.id, i]));

const blank = blankMember('');

interface Candidate {
	draft: Draft;
	member: Member;
	row: RosterRow;
}

/** Gives every draft its verdict. Rows are taken in the order of the file. */
export class RowJudge {
	readonly #peers = new PeerIndex();
	/** Records by their id, and by the change of the import that brought them. */
	readonly #there = new Map<string, RegisteredMember>();
	readonly #actorOrgId: string;
	readonly #context: RuleContext;
	readonly #fileHash: string;
	readonly #candidates: Candidate[] = [];
	readonly #columns: ReadonlySet<FieldKey>;
	readonly #withoutColumn = new Set<FieldKey>();

	/** @param columns the fields the file has a column for */
	constructor(base: RosterBase, fileHash: string, columns: ReadonlySet<FieldKey>) {
		this.#fileHash = fileHash;
		this.#columns = columns;
		this.#actorOrgId = base.actorOrgId;
		for (const member of base.members) {
			this.#there.set(member.id, member);
			if (member.importedBy !== '') this.#there.set(member.importedBy, member);
			const { merged, ...known } = member;
			const whole = { ...blank, ...known };
			if (!merged && holdsNumbers(whole)) this.#peers.put(whole);
		}
		const orgs = new Map(base.orgs.map((org) => [org.id, org]));
		this.#context = {
			today: base.today,
			settings: defaultSettings,
			org: (id) => orgs.get(id),
			sameIdNumber: (member) => this.#peers.sameIdNumber(member),
			sameMobile: (member) => this.#peers.sameMobile(member),
			sameNameAndBirth: (member) => this.#peers.sameNameAndBirth(member)
		};
	}

	/** The verdict as far as one row allows; `finish` adds what rows say about each other. */
	judge(draft: Draft): RosterRow {
		const { memberId, changeId, known } = this.#idOf(draft);
		const row: RosterRow = {
			sheet: draft.sheet,
			row: draft.row,
			place: draft.place,
			verdict: 'unchanged',
			findings: [],
			values: draft.values,
			ask: [],
			why: [],
			memberId,
			changeId
		};
		if (known) return row;
		row.ask = draft.ask;
		row.why = draft.why;
		const values: Member = { ...blank, ...draft.values, id: memberId };
		const member = withOwnExplanations(values, this.#context);
		row.findings = speaking(runRules(first, member, this.#context), draft);
		row.verdict = verdictOf(row);
		if (row.verdict === 'reject') row.findings.push(rejected);
		else {
			this.#peers.put(member);
			this.#candidates.push({ draft, member, row });
		}
		return row;
	}

	/** The rules that compare rows, counted over the rows that are not rejected. */
	finish(): void {
		for (const { draft, member, row } of this.#candidates) {
			const found = [...this.#items(member, draft), ...runRules(second, member, this.#context)];
			const more = speaking(found, draft);
			if (more.length === 0) continue;
			row.findings = [...row.findings, ...more].sort(
				(a, b) => (place.get(a.rule) ?? 0) - (place.get(b.rule) ?? 0)
			);
			row.verdict = verdictOf(row);
		}
	}

	/** Required items that rows lack for want of a column, in the order they were met. */
	get withoutColumn(): FieldKey[] {
		return [...this.#withoutColumn];
	}

	/** BI-04 as far as the file could have known better; the rest is gathered, to be said once. */
	#items(member: Member, { ask, broken }: Draft): Finding[] {
		const empty: FieldKey[] = [];
		for (const { key } of missingBasicItems(member, this.#context.org(member.branchId))) {
			if (broken.has(key) || ask.some(({ field }) => field === key)) continue;
			if (this.#columns.has(key)) empty.push(key);
			else this.#withoutColumn.add(key);
		}
		if (empty.length === 0) return [];
		const { id: rule, severity, field, message } = basicItemMissing;
		const named = empty.map(labelOf).join('、');
		return [{ rule, severity, field, places: empty, message: message.replace('{fields}', named) }];
	}

	/**
	 * The ids of the first round that was not undone; `known` when its record exists already, under
	 * that id or under another because somebody else held it.
	 */
	#idOf({ sheet, row }: Draft): { memberId: string; changeId: string; known: boolean } {
		const origin = importOrigin(this.#fileHash, this.#actorOrgId, sheet);
		for (let round = 0; ; round += 1) {
			const memberId = rowId(origin, row, round, 'member');
			const changeId = rowId(origin, row, round, 'change');
			const there = this.#there.get(changeId) ?? this.#there.get(memberId);
			if (!there) return { memberId, changeId, known: false };
			if (there.retracted === '') return { memberId: there.id, changeId, known: true };
		}
	}
}

const rejected: Finding = {
	rule: 'IM-01',
	severity: 'error',
	field: 'name',
	places: ['name'],
	message: '此行有错误，不能导入；改正后可再次导入'
};

/** A field that is asked for or could not be read has said so itself; only ID-10 adds to it. */
function speaking(findings: Finding[], { ask, broken }: Draft): Finding[] {
	if (ask.length === 0 && broken.size === 0) return findings;
	const unread: ReadonlySet<string> = broken;
	return findings.filter(
		({ field, rule }) =>
			rule === 'ID-10' || !(unread.has(field) || ask.some((question) => question.field === field))
	);
}

function verdictOf({ findings, why, ask }: RosterRow): RowVerdict {
	if (why.length > 0 || findings.some(({ severity }) => severity === 'error')) return 'reject';
	if (ask.length > 0) return 'needs-answer';
	const counts = findings.some(({ severity, rule }) => severity !== 'info' && !forLater.has(rule));
	return counts ? 'accept-with-findings' : 'accept';
}
