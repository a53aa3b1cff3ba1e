import type { TypedImport } from '#domain/drafts/typed-forms';
import type { Problem } from '#domain/kernel/problem';
import type { FieldKey } from '#domain/model/member/fields';
import type { RosterReport, RosterRow, RowQuestion } from '#domain/features/roster/report';
import { RosterReader, type ReaderOptions, type ReaderResult } from '#sheet/roster-reader';
import { SheetRefusal, type SheetProblem } from '#sheet/sheet-problem';
import type { BatchWatch, Making } from '#store/replica/batch';
import type { Replica } from '#store/replica/replica';
import { endingWith } from '../../drafts/ending-with';
import { admitting, BroughtRecords } from './brought-records';
import { RowAnswers } from './row-answers.svelte';
import { SameQuestions } from './same-questions';

export type Step = 'choose' | 'checking' | 'report' | 'importing' | 'done';

/** How a run of writing ended. What was written stays written, whatever stopped it. */
export interface Outcome {
	what: 'imported' | 'undone' | 'reinstated';
	/** The rows of this run that stand as it left them. */
	done: readonly RosterRow[];
	/** Rows of an undone import that something else touched since; they stay. */
	kept: readonly RosterRow[];
	/** Rows the device itself refused, and why. */
	refused: readonly { row: RosterRow; problem: Problem }[];
	/** Rows this run did not come to. */
	left: readonly RosterRow[];
	stopped?: 'cancelled' | Problem;
}

/**
 * 导入名册 from the chosen file to the undone import. Nothing is written before `confirm`;
 * every row is one change whose id follows from the file, so that a run that was broken off (by a
 * reload, a lock, a full disk) goes on with the same file where it stopped, and nothing comes twice.
 */
export class ImportFlow {
	readonly #replica: Replica;
	#reader: RosterReader | undefined;
	#abort: AbortController | undefined;
	#tables: Record<string, string> = {};
	#mapping: Record<string, FieldKey | null> = {};
	#sheets: readonly number[] | undefined;
	#again = false;
	readonly answers = new RowAnswers();

	step = $state<Step>('choose');
	file = $state.raw<File | undefined>();
	report = $state.raw<RosterReport | undefined>();
	problem = $state.raw<SheetProblem | undefined>();
	/** The report stands, and is being made anew with what was said meanwhile. */
	rechecking = $state(false);
	/** Rows done and rows in all, of the check or of the import. */
	done = $state(0);
	total = $state(0);
	outcome = $state.raw<Outcome | undefined>();
	/** An import of this file came to its end: nothing of it is open any more. */
	written = $state(false);
	saving: BatchWatch['last'];

	constructor(replica: Replica) {
		this.#replica = replica;
	}

	/** Rows that would be written now. */
	readonly ready = $derived(
		(this.report?.rows ?? []).filter(
			({ verdict }) => verdict === 'accept' || verdict === 'accept-with-findings'
		)
	);
	/** Questions about the whole file that nobody answered yet. */
	readonly open = $derived(
		(this.report?.questions ?? []).filter((question) => question.answer === null)
	);
	/** Rows this file brought at an earlier time, on whatever device. */
	readonly earlier = $derived(
		(this.report?.rows ?? []).filter(({ verdict }) => verdict === 'unchanged')
	);
	readonly same = $derived(new SameQuestions(this.report));

	choose(file: File | undefined): void {
		this.cancel();
		this.file = file;
		this.problem = undefined;
		this.report = undefined;
		this.outcome = undefined;
		this.written = false;
		this.answers.restore({});
		this.#tables = {};
		this.#mapping = {};
		this.#sheets = undefined;
		this.step = 'choose';
	}

	async check(): Promise<void> {
		const { file } = this;
		if (!file) return;
		this.choose(file);
		this.#reader?.close();
		const reader = new RosterReader({
			orgs: [...this.#replica.orgs()],
			members: this.#replica.everyMember(),
			actorOrgId: this.#replica.account.orgId,
			today: this.#replica.context().today
		});
		this.#reader = reader;
		this.step = 'checking';
		const result = await reader.open(file, this.#options());
		// Another file may have been chosen meanwhile; this one is then of no interest.
		if (this.#reader !== reader || this.file !== file) return;
		this.#take(result);
		this.step = result.ok ? 'report' : 'choose';
	}

	/** Goes on with a file that was checked before: what was said of it is said again. */
	async resume(file: File, said: Said): Promise<void> {
		this.file = file;
		await this.check();
		if (this.step !== 'report') return;
		this.#restore(said);
		await this.#recheck(said);
	}

	/** The table that bare codes of a column come from (IM-02). */
	answerTable(id: string, table: string): Promise<void> {
		const before = this.said();
		this.#tables = { ...this.#tables, [id]: table };
		return this.#recheck(before);
	}

	/** @param everywhere also for the other rows that ask the same */
	answer(place: string, question: RowQuestion, value: string, everywhere = false): Promise<void> {
		const before = this.said();
		const others = everywhere ? this.same.answers(question, value) : [];
		this.answers.give([...others, { place, question, value }]);
		return this.#recheck(before);
	}

	takeBack(place: string, question: RowQuestion): Promise<void> {
		const before = this.said();
		this.answers.takeBack(place, question);
		return this.#recheck(before);
	}

	remap(column: string, field: FieldKey | null): Promise<void> {
		const before = this.said();
		this.#mapping = { ...this.#mapping, [column]: field };
		return this.#recheck(before);
	}

	/** Which sheets of the workbook are read. What was said of a sheet is kept while it is left out. */
	readSheets(sheets: readonly number[]): Promise<void> {
		const before = this.said();
		this.#sheets = sheets;
		return this.#recheck(before);
	}

	cancel(): void {
		this.#abort?.abort();
	}

	/** Writes the rows that are ready and not here yet; a second call goes on where the first stopped. */
	async confirm(): Promise<void> {
		const { ready } = this;
		const before = new BroughtRecords(this.#replica);
		const rows = ready.filter((row) => !before.of(row));
		const last = endingWith(this.saving, () => (this.written = true));
		const run = await this.#write(rows, admitting, last);
		// With nothing left to write there was no last transaction.
		this.written ||= run.stopped === undefined;
		const after = new BroughtRecords(this.#replica);
		const done = ready.filter((row) => after.asBrought(row));
		const left = ready.filter((row) => !after.of(row));
		this.#finish({ what: 'imported', done, kept: [], left, ...run });
	}

	/** 撤销本次导入: rows that something else touched since stay, and are named. */
	async undo(rows: readonly RosterRow[]): Promise<void> {
		const before = new BroughtRecords(this.#replica);
		const kept = rows.filter((row) => !before.asBrought(row) && !before.withdrawn(row));
		const run = await this.#write(
			rows.filter((row) => before.asBrought(row)),
			(row) => before.retracting(row)
		);
		const after = new BroughtRecords(this.#replica);
		const done = rows.filter((row) => after.withdrawn(row));
		const left = rows.filter((row) => after.asBrought(row));
		this.#finish({ what: 'undone', done, kept, left, ...run });
	}

	async reinstate(rows: readonly RosterRow[]): Promise<void> {
		const run = await this.#write(rows, new BroughtRecords(this.#replica).reinstating);
		this.#finish({ ...new BroughtRecords(this.#replica).reinstated(rows), ...run });
	}

	doubles = (rows: readonly RosterRow[]) => new BroughtRecords(this.#replica).doubles(rows);
	nameOf(row: RosterRow): string {
		return this.#replica.member(row.memberId)?.name ?? row.values.name ?? '';
	}

	async refusedWorkbook(): Promise<Blob | undefined> {
		this.problem = undefined;
		try {
			return await this.#reader?.refusedWorkbook();
		} catch (error) {
			if (!(error instanceof SheetRefusal)) throw error;
			this.problem = error.problem;
			return undefined;
		}
	}

	/** Reading ends with the page. Writing goes on: half an import is nobody’s wish. */
	close(): void {
		if (this.step !== 'importing') this.cancel();
		this.#reader?.close();
	}

	/** One check at a time; what is said meanwhile is taken up by one more. */
	async #recheck(before: Said): Promise<void> {
		const reader = this.#reader;
		this.#again = true;
		if (!reader || this.rechecking) return;
		this.rechecking = true;
		this.problem = undefined;
		while (this.#again && this.#reader === reader) {
			this.#again = false;
			const said = {
				...(this.#sheets ? { sheets: this.#sheets } : {}),
				mapping: this.#mapping,
				answers: { ...this.#tables, ...this.answers.said }
			};
			const result = await reader.recheck(said, this.#options());
			if (this.#reader !== reader || this.step !== 'report') break;
			this.#take(result);
			if (!result.ok) this.#restore(before);
		}
		this.rechecking = false;
	}

	#take(result: ReaderResult): void {
		if (result.ok) this.report = result.report;
		else this.problem = result.problem;
	}

	/** Everything a person has said of the file. */
	said(): Said {
		const [tables, mapping, sheets] = [this.#tables, this.#mapping, this.#sheets];
		return { tables, mapping, sheets, rows: this.answers.all };
	}

	/** The report that still stands was made without what was said since. */
	#restore({ tables, mapping, sheets, rows }: Said): void {
		this.#sheets = sheets;
		this.#tables = tables;
		this.#mapping = mapping;
		this.answers.restore(rows);
		this.#again = false;
	}

	async #write(
		rows: readonly RosterRow[],
		making: (row: RosterRow) => Making,
		on: Pick<BatchWatch, 'last'> = {}
	): Promise<Pick<Outcome, 'refused' | 'stopped'>> {
		const refused: { row: RosterRow; problem: Problem }[] = [];
		this.step = 'importing';
		const { signal, progress } = this.#options();
		progress(0, rows.length);
		const result = await this.#replica.mutateAll(rows.map(making), {
			...on,
			progress: (done) => progress(done, rows.length),
			signal,
			refused: (index, problem) => refused.push({ row: rows[index]!, problem })
		});
		if (!result.ok) return { refused, stopped: result.problem };
		return signal.aborted && this.done < rows.length
			? { refused, stopped: 'cancelled' }
			: { refused };
	}

	#finish(outcome: Outcome): void {
		const open = outcome.left.filter((row) => !outcome.refused.some((one) => one.row === row));
		this.outcome = { ...outcome, left: open };
		this.step = 'done';
	}

	#options(): Required<ReaderOptions> {
		this.#abort = new AbortController();
		this.done = 0;
		this.total = 0;
		return {
			progress: (done, total) => {
				this.done = done;
				this.total = total;
			},
			signal: this.#abort.signal
		};
	}
}

/** What a person has said of the file so far, as a draft keeps it. */
export type Said = TypedImport['said'];
