import type { Problem } from '#domain/kernel/problem';
import type { SheetRows } from '#domain/features/roster/grid';
import { logExport } from '#domain/mutations/roster/log-export';
import { writeSheet } from '#sheet/sheet-writer';
import { SheetRefusal } from '#sheet/sheet-problem';
import { newChangeId } from '#store/disk/change-id';
import type { Replica } from '#store/replica/replica';

/** A sheet that is to leave the device. */
export interface OutSheet {
	title: string;
	rows: SheetRows;
	/** What its columns are called. */
	columns: readonly string[];
	/** How many persons it names. */
	named: number;
}

/** 导出 of one sheet: its line in the log first, then the file. */
export class SheetExport {
	readonly #replica: Replica;
	busy = $state(false);
	written = $state(false);
	/** Why nothing was exported. */
	problem = $state.raw<Problem | undefined>();
	/** The file was not written, though the log has its line. */
	failed = $state(false);

	constructor(replica: Replica) {
		this.#replica = replica;
	}

	async run(orgId: string, { title, rows, columns, named }: OutSheet): Promise<Blob | undefined> {
		if (this.busy) return undefined;
		const { whole, loaded, total } = this.#replica.progress;
		this.problem = whole ? undefined : { code: 'replica.partial', loaded, total };
		this.failed = false;
		this.written = false;
		if (this.problem) return undefined;
		this.busy = true;
		const logged = await this.#replica.mutate(logExport, {
			id: newChangeId(),
			orgId,
			columns: [title, ...columns],
			count: named,
			format: 'xlsx'
		});
		if (!logged.ok) this.problem = logged.problem;
		const file = logged.ok ? await this.#write(rows, title) : undefined;
		this.written = file !== undefined;
		this.busy = false;
		return file;
	}

	async #write(rows: SheetRows, title: string): Promise<Blob | undefined> {
		try {
			return await writeSheet(rows, title);
		} catch (error) {
			if (!(error instanceof SheetRefusal)) throw error;
			this.failed = true;
			return undefined;
		}
	}
}
