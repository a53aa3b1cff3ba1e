import type { Problem } from '#domain/kernel/problem';
import { admitMember } from '#domain/member/admit-member';
import type { FieldKey } from '#domain/member/fields';
import { retractMember } from '#domain/member/retract-member';
import type { RosterReport, RosterRow } from '#domain/roster/report';
import { RosterReader } from '#sheet/roster-reader';
import type { SheetProblem } from '#sheet/sheet-problem';
import type { Replica } from '#store/replica';

export type Step = 'choose' | 'checking' | 'report' | 'importing' | 'done';

/**
 * 导入名册 from the chosen file to the undone import. Nothing is written before `confirm`;
 * every row is one change whose id follows from the file, so that a repeat changes nothing.
 */
export class ImportFlow {
	#replica: Replica;
	#reader: RosterReader | undefined;
	#abort: AbortController | undefined;
	#answers: Record<string, string> = {};
	#mapping: Record<number, FieldKey | null> = {};

	step = $state<Step>('choose');
	file = $state.raw<File | undefined>();
	report = $state.raw<RosterReport | undefined>();
	problem = $state.raw<SheetProblem | undefined>();
	/** Why writing stopped; what was written stays written. */
	failure = $state.raw<Problem | undefined>();
	/** Rows done and rows in all, of the check or of the import. */
	done = $state(0);
	total = $state(0);
	/** What the last import brought: the rows that can be undone. */
	imported = $state.raw<RosterRow[]>([]);
	undone = $state(0);
	kept = $state(0);
	refused = $state(0);

	constructor(replica: Replica) {
		this.#replica = replica;
	}

	/** Rows that would be written now. */
	readonly ready = $derived(
		(this.report?.rows ?? []).filter(
			(row) => row.verdict === 'accept' || row.verdict === 'accept-with-findings'
		)
	);
	/** Questions about the whole file that nobody answered yet. */
	readonly open = $derived(
		(this.report?.questions ?? []).filter((question) => question.answer === null)
	);

	choose(file: File | undefined): void {
		this.file = file;
		this.problem = undefined;
		this.report = undefined;
		this.#answers = {};
		this.#mapping = {};
		this.step = 'choose';
	}

	async check(): Promise<void> {
		const { file } = this;
		if (!file) return;
		this.#reader?.close();
		this.#reader = new RosterReader({
			orgs: [...this.#replica.orgs()],
			members: [...this.#replica.everyMember()],
			actorOrgId: this.#replica.account.orgId,
			today: this.#replica.context().today
		});
		const reader = this.#reader;
		await this.#read((on) => reader.open(file, on));
	}

	async answer(id: string, value: string): Promise<void> {
		this.#answers = { ...this.#answers, [id]: value };
		await this.#recheck();
	}

	async remap(column: number, field: FieldKey | null): Promise<void> {
		this.#mapping = { ...this.#mapping, [column]: field };
		await this.#recheck();
	}

	cancel(): void {
		this.#abort?.abort();
	}

	async confirm(): Promise<void> {
		const rows = this.ready;
		this.step = 'importing';
		await this.#write(
			rows.map((row) => ({
				mutation: admitMember,
				args: { id: row.memberId, values: row.values, imported: true },
				changeId: row.changeId
			}))
		);
		this.imported = rows.filter((row) => this.#isFrom(row));
		this.step = 'done';
	}

	/** 撤销本次导入: rows that something else touched since stay, and are counted. */
	async undo(): Promise<void> {
		const untouched = this.imported.filter((row) => this.#isFrom(row));
		this.kept = this.imported.length - untouched.length;
		this.step = 'importing';
		this.undone = await this.#write(
			untouched.map((row) => ({
				mutation: retractMember,
				args: { id: row.memberId, importedBy: row.changeId }
			}))
		);
		this.imported = [];
		this.step = 'done';
	}

	/** Whether the record stands as this row brought it. */
	#isFrom(row: RosterRow): boolean {
		return this.#replica.member(row.memberId)?.touchedBy === row.changeId;
	}

	async refusedWorkbook(): Promise<Blob | undefined> {
		return this.#reader?.refusedWorkbook();
	}

	close(): void {
		this.#abort?.abort();
		this.#reader?.close();
	}

	async #recheck(): Promise<void> {
		const reader = this.#reader;
		if (!reader) return;
		const input = { mapping: this.#mapping, answers: this.#answers };
		await this.#read((on) => reader.recheck(input, on));
	}

	async #read(work: (on: ReadOptions) => ReturnType<RosterReader['recheck']>): Promise<void> {
		this.step = 'checking';
		this.problem = undefined;
		const result = await work(this.#options());
		if (result.ok) this.report = result.report;
		else this.problem = result.problem;
		this.step = result.ok ? 'report' : 'choose';
	}

	async #write(items: Parameters<Replica['mutateAll']>[0]): Promise<number> {
		const { signal } = this.#options();
		this.total = items.length;
		this.failure = undefined;
		this.refused = 0;
		const result = await this.#replica.mutateAll(items, {
			progress: (done) => (this.done = done),
			signal,
			refused: (_index, problem) => {
				this.refused += 1;
				this.failure = problem;
			}
		});
		if (result.ok) return result.value;
		this.failure = result.problem;
		return this.done;
	}

	#options(): ReadOptions {
		this.#abort = new AbortController();
		this.done = 0;
		return {
			progress: (done, total) => {
				this.done = done;
				this.total = total;
			},
			signal: this.#abort.signal
		};
	}
}

interface ReadOptions {
	progress(done: number, total: number): void;
	signal: AbortSignal;
}
