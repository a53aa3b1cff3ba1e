import type { Grid } from '#domain/features/roster/grid';
import type { RosterBase } from '#domain/features/roster/judge-rows';
import { readRoster } from '#domain/features/roster/read-rows';
import { refusedRows } from '#domain/features/roster/refused-rows';
import type { RosterAnswers, RosterReport } from '#domain/features/roster/report';
import { readWorkbook } from './read-workbook';
import { sha256 } from './sha256';
import { refuseSheet } from './sheet-problem';
import { writeWorkbook } from './write-workbook';

/**
 * One file under examination: read once, judged as often as a person answers a question.
 * Refusals are SheetRefusals.
 */
export class RosterCheck {
	readonly #grids: readonly Grid[];
	readonly #base: RosterBase;
	readonly #hash: string;
	#report: RosterReport | undefined;

	private constructor(grids: readonly Grid[], base: RosterBase, hash: string) {
		this.#grids = grids;
		this.#base = base;
		this.#hash = hash;
	}

	static async open(
		bytes: Uint8Array<ArrayBuffer>,
		fileName: string,
		base: RosterBase
	): Promise<RosterCheck> {
		const grids = await readWorkbook(bytes, fileName);
		return new RosterCheck(grids, base, await sha256(bytes));
	}

	report(said: RosterAnswers = {}, progress?: (done: number, total: number) => void): RosterReport {
		const report = readRoster(this.#grids, this.#base, this.#hash, said, progress);
		if (!report) refuseSheet({ code: 'sheet.no-header' });
		this.#report = report;
		return report;
	}

	/** The rows of the last report that do not go in, with 退回原因 as last column. */
	refusedWorkbook(): Promise<Uint8Array<ArrayBuffer>> {
		const report = this.#report ?? this.report();
		return writeWorkbook(refusedRows(this.#grids, report), '退回的行');
	}
}
