import { registered, type RosterBase } from '#domain/features/roster/judge-rows';
import type { RosterAnswers, RosterReport, RosterRow } from '#domain/features/roster/report';
import { PORTION, type Answer, type Order } from './messages';
import { SheetRefusal, type SheetProblem } from './sheet-problem';
import { breathe, SheetWorker } from './sheet-worker';
import { mediaTypes } from './write-roster';

export interface ReaderOptions {
	/** In rows. */
	progress?: (done: number, total: number) => void;
	/** Aborting ends the work at once; nothing has been written anywhere. */
	signal?: AbortSignal;
}

export type ReaderResult =
	{ ok: true; report: RosterReport } | { ok: false; problem: SheetProblem };

/**
 * 导入名册, as far as it is reading: opens a file in a worker and says what an import would do with
 * each row. Writes nothing. `base.members` are the records of the device, those withdrawn by
 * 撤销本次导入 included, so that the same file can come in again.
 */
export class RosterReader {
	readonly #base: RosterBase;
	#worker: SheetWorker | undefined;
	#file: File | undefined;
	#said: RosterAnswers = {};

	constructor(base: RosterBase) {
		this.#base = base;
	}

	async open(file: File, options: ReaderOptions = {}): Promise<ReaderResult> {
		this.#file = file;
		this.#said = {};
		return this.#settle(async () => {
			const worker = await this.#started(options.signal);
			return this.#report(worker, this.#openOrder(file), options);
		});
	}

	/** The same file with other columns or with answers; a report anew, whole. */
	async recheck(said: RosterAnswers, options: ReaderOptions = {}): Promise<ReaderResult> {
		this.#said = said;
		return this.#settle(async () => {
			if (!this.#worker || this.#worker.ended) return this.#reopen(options);
			return this.#report(this.#worker, { kind: 'recheck', said }, options);
		});
	}

	/** The rows that do not go in by the last report, as a workbook to correct and bring again. */
	async refusedWorkbook(): Promise<Blob> {
		if (!this.#worker || this.#worker.ended) await this.#reopen({});
		const worker = this.#worker;
		if (!worker) throw new SheetRefusal({ code: 'sheet.failed' });
		let blob: Blob | undefined;
		await worker.ask({ kind: 'refused' }, (answer) => {
			if (answer.kind !== 'file') return false;
			blob = new Blob([answer.bytes], { type: mediaTypes.xlsx });
			return true;
		});
		if (!blob) throw new SheetRefusal({ code: 'sheet.failed' });
		return blob;
	}

	close(): void {
		this.#worker?.end();
		this.#worker = undefined;
		this.#file = undefined;
	}

	#openOrder(file: File): Order {
		const { orgs, actorOrgId, today } = this.#base;
		return { kind: 'open', file, base: { orgs, actorOrgId, today }, said: this.#said };
	}

	async #started(signal: AbortSignal | undefined): Promise<SheetWorker> {
		this.#worker?.end();
		const worker = new SheetWorker();
		this.#worker = worker;
		const { members } = this.#base;
		for (let at = 0; at < members.length && !signal?.aborted; at += PORTION) {
			worker.send({ kind: 'members', members: members.slice(at, at + PORTION).map(registered) });
			await breathe();
		}
		return worker;
	}

	/** After a stop the worker is gone; the file is opened once more, with all that was said of it. */
	async #reopen(options: ReaderOptions): Promise<RosterReport> {
		if (!this.#file) throw new SheetRefusal({ code: 'sheet.failed' });
		const order = this.#openOrder(this.#file);
		return this.#report(await this.#started(options.signal), order, options);
	}

	async #report(
		worker: SheetWorker,
		order: Order,
		{ progress, signal }: ReaderOptions
	): Promise<RosterReport> {
		const rows: RosterRow[] = [];
		let report: RosterReport | undefined;
		const take = (answer: Answer): boolean => {
			if (answer.kind === 'progress') progress?.(answer.done, answer.total);
			else if (answer.kind === 'rows') rows.push(...answer.rows);
			else if (answer.kind === 'report') report = { ...answer.report, rows };
			return report !== undefined;
		};
		await worker.ask(order, take, signal);
		if (!report) throw new SheetRefusal({ code: 'sheet.failed' });
		return report;
	}

	async #settle(work: () => Promise<RosterReport>): Promise<ReaderResult> {
		try {
			return { ok: true, report: await work() };
		} catch (error) {
			if (error instanceof SheetRefusal) return { ok: false, problem: error.problem };
			throw error;
		}
	}
}
