import { AwardsOfList } from '#domain/features/awards/award-changes';
import { readPastedNames, type AwardList, type AwardRow } from '#domain/features/awards/award-list';
import { matchAwards, type AwardMatch } from '#domain/features/awards/match-awards';
import { TypedAwards } from '#domain/drafts/typed-forms';
import type { EntryField } from '#domain/model/member/list';
import { entryFieldOf, type EntryKey } from '#domain/model/member/lists';
import { blankMember, type Member } from '#domain/model/member/member';
import { normalise } from '#domain/model/member/normalise';
import { findingsOnEntry } from '#domain/rules/entry-findings';
import { openNames, type NamesResult } from '#sheet/names-reader';
import { sha256 } from '#sheet/sha256';
import type { SheetProblem } from '#sheet/sheet-problem';
import type { DraftHome } from '#store/drafts/draft-home';
import type { Replica } from '#store/replica/replica';
import type { FieldState } from '#ui/form/field-state';
import { inputProblem } from '#ui/form/input-problem';
import { BulkAction } from '../bulk/bulk-action.svelte';
import { linesOfAwards } from './award-lines';

/** What a decision says once for everybody on its list. */
const said = [
	'approvedOn',
	'approvedBy',
	'honour'
] as const satisfies readonly EntryKey<'rewards'>[];
export type SaidKey = (typeof said)[number];

/** Nobody: the person said that none of the candidates is meant. */
export const NOBODY = '';

/** 按决定名单录入奖励: from a list, by way of who is meant, to one action that can be taken back. */
export class AwardFlow {
	readonly #replica: Replica;
	readonly action: BulkAction;
	#fileHash = '';
	#turn = 0;

	/** Where what is typed and chosen is kept until it is written. */
	readonly home: DraftHome<TypedAwards>;
	/** The pasted list. */
	text = $state('');
	pasting = $state(false);
	#fileName = $state('');
	/** What an earlier visit left, while its list is read again. */
	#resuming: TypedAwards | undefined;
	reading = $state(false);
	problem = $state.raw<SheetProblem | undefined>();
	list = $state.raw<AwardList | undefined>();
	#values = $state<Record<SaidKey, string>>({ approvedOn: '', approvedBy: '', honour: '' });
	readonly #left = $state<Partial<Record<SaidKey, boolean>>>({});
	#answers = $state.raw<Readonly<Record<number, string>>>({});
	/** Rows that this very list has brought already, and whose award it is. */
	held = $state.raw<readonly { row: AwardRow; member: Member }[]>([]);

	constructor(replica: Replica) {
		this.#replica = replica;
		this.action = new BulkAction(replica);
		this.home = replica.drafts.home({
			key: 'awards',
			title: () => '按决定名单录入奖励',
			href: () => '/members/awards',
			shape: TypedAwards,
			read: () => this.#typed(),
			lines: (typed) => linesOfAwards(typed),
			fill: (typed) => {
				this.#resuming = typed;
				// The home is not there yet while it fills in its form.
				queueMicrotask(() => void this.#resume(typed));
			},
			clear: () => {
				this.#begin();
				this.text = '';
				this.#values = { approvedOn: '', approvedBy: '', honour: '' };
			}
		});
		this.action.saving = (write) => this.home.saving(write);
	}

	#typed(): TypedAwards | undefined {
		if (this.#resuming) return this.#resuming;
		const { text } = this;
		const values = $state.snapshot(this.#values);
		const isBlank = Object.values(values).every((value) => value === '');
		// What was written is not typed any more.
		if (this.action.written || (text === '' && this.#fileName === '' && isBlank)) {
			return undefined;
		}
		const isRead = this.list !== undefined;
		return { text, file: this.#fileName, isRead, values, answers: { ...this.#answers } };
	}

	async #resume(typed: TypedAwards): Promise<void> {
		this.text = typed.text;
		this.pasting = typed.file === '' && typed.text !== '';
		this.#values = typed.values;
		if (typed.file !== '') {
			const bytes = await this.home.file();
			if (bytes) await this.openFile(new File([bytes], typed.file));
		} else if (typed.isRead) await this.paste(typed.text);
		this.#answers = Object.fromEntries(
			Object.entries(typed.answers).map(([row, id]) => [Number(row), id])
		);
		this.#resuming = undefined;
		await this.replan();
	}

	readonly #matches: readonly AwardMatch[] = $derived.by(() =>
		matchAwards(this.list?.rows ?? [], this.#replica.members(), (id) => this.#replica.org(id))
	);
	readonly asked = $derived.by(() => {
		const held = this.held.map(({ row }) => row);
		return this.#matches.filter(
			(match) => match.result === 'needs-answer' && !held.includes(match.row)
		) as Extract<AwardMatch, { result: 'needs-answer' }>[];
	});
	readonly missing = $derived(this.#matches.filter((match) => match.result === 'no-match'));
	/** Whether a row does not say which honour it is. */
	readonly needsHonour = $derived((this.list?.rows ?? []).some(({ honour }) => honour === ''));
	/** Items of the decision that still must be filled or mended. */
	readonly open: readonly EntryField[] = $derived.by(() =>
		said.flatMap((key) => {
			if (key === 'honour' && !this.needsHonour) return [];
			const field = fieldOf(key);
			const wrong = this.state(key).problem ?? this.findings(key).some(isError);
			return this.#values[key] === '' || wrong ? [field] : [];
		})
	);

	async openFile(file: File): Promise<void> {
		this.#begin();
		const turn = this.#turn;
		this.reading = true;
		const bytes = new Uint8Array(await file.arrayBuffer());
		const result = await openNames(file);
		if (turn !== this.#turn) return;
		this.reading = false;
		if (result.ok) {
			this.#fileName = file.name;
			this.home.attach(bytes);
		}
		await this.#take(result);
	}

	async paste(text: string): Promise<void> {
		this.#begin();
		const rows = readPastedNames(text);
		this.list = rows.length > 0 ? { rows, approvedOn: '', approvedBy: '' } : undefined;
		await this.replan();
	}

	type(key: SaidKey, text: string): void {
		this.#values[key] = text;
	}

	settle(key: SaidKey): Promise<void> {
		this.#left[key] = true;
		this.#values[key] = normalise(fieldOf(key), this.#values[key]);
		return this.replan();
	}

	state(key: SaidKey): FieldState {
		const value = this.#values[key];
		const left = this.#left[key] === true;
		return {
			value,
			required: true,
			missing: left && value === '',
			changed: false,
			problem: left ? inputProblem(fieldOf(key), value) : undefined
		};
	}

	/** What the rules say of the decision, whoever gets the award. */
	findings(key: SaidKey) {
		const entry = { ...this.#values, honour: this.#values.honour || this.#firstHonour };
		const all = findingsOnEntry(NOBODY_YET, 'rewards', 'new', entry, this.#replica.context());
		return all.filter(({ entryField, rule }) => entryField === key && rule !== 'AW-01');
	}

	answer(row: number, memberId: string): Promise<void> {
		this.#answers = { ...this.#answers, [row]: memberId };
		return this.replan();
	}

	answerOf(row: number): string | undefined {
		return this.#answers[row];
	}

	/** What the list would do as things stand now. */
	async replan(): Promise<void> {
		const { list } = this;
		const turn = ++this.#turn;
		if (!list || this.open.length > 0) return this.action.reset();
		this.action.revise();
		const decision = { approvedOn: this.#values.approvedOn, approvedBy: this.#values.approvedBy };
		const hash = this.#fileHash || (await this.#hashOfText());
		if (turn !== this.#turn) return;
		const before = new AwardsOfList(hash, this.#replica.account.orgId, this.#replica.held());
		this.held = list.rows.flatMap((row) => {
			const member = before.holder(row.row);
			return member ? [{ row, member }] : [];
		});
		const changes = before.changes(this.#chosen(), decision);
		await this.action.plan([{ title: '将录入', changes }]);
	}

	#chosen() {
		return this.#matches.flatMap((match) => {
			const { row, honour } = match.row;
			const member = match.result === 'one' ? match.member : this.#answered(match);
			return member ? [{ row, member, honour: honour || this.#values.honour }] : [];
		});
	}

	#answered(match: AwardMatch): Member | undefined {
		if (match.result !== 'needs-answer') return undefined;
		return match.candidates.find(({ id }) => id === this.#answers[match.row.row]);
	}

	get #firstHonour(): string {
		return this.list?.rows.find(({ honour }) => honour !== '')?.honour ?? '';
	}

	/** The same persons by another decision are another list. */
	#hashOfText(): Promise<string> {
		const rows = this.list?.rows.map(({ name, idTail, honour }) => [name, idTail, honour]);
		return sha256(new TextEncoder().encode(JSON.stringify([rows, this.#values])));
	}

	#begin(): void {
		this.#turn += 1;
		this.#fileHash = '';
		this.#fileName = '';
		this.reading = false;
		this.problem = undefined;
		this.list = undefined;
		this.held = [];
		this.#answers = {};
		this.action.reset();
	}

	async #take(result: NamesResult): Promise<void> {
		if (!result.ok) {
			this.problem = result.problem;
			return;
		}
		const { list, hash } = result;
		this.#fileHash = hash;
		this.list = list;
		// What a person has typed already is not overwritten.
		this.#values.approvedOn ||= list.approvedOn;
		this.#values.approvedBy ||= list.approvedBy;
		await this.replan();
	}
}

const NOBODY_YET = blankMember('');

export function fieldOf(key: SaidKey): EntryField {
	const field = entryFieldOf('rewards', key);
	if (!field) throw new Error(`no item ${key}`);
	return field;
}

function isError({ severity }: { severity: string }): boolean {
	return severity === 'error';
}
