import type { Problem } from '#domain/kernel/problem';
import { isFieldKey, type FieldKey } from '#domain/member/fields';
import type { Member } from '#domain/member/member';
import { nationalLayout, rosterFields, type ColumnKey } from '#domain/roster/columns';
import { logExport } from '#domain/roster/log-export';
import {
	cellsOf,
	neededKeys,
	outColumns,
	type CodeStyle,
	type RosterColumns
} from '#domain/roster/write-rows';
import { writeRoster } from '#sheet/roster-writer';
import { SheetRefusal, type SheetProblem } from '#sheet/sheet-problem';
import { newChangeId } from '#store/change-id';
import type { Replica } from '#store/replica';

export type Format = 'xlsx' | 'csv';
interface Choice {
	columns: FieldKey[];
	national: boolean;
	style: CodeStyle;
	format: Format;
}

/** Column keys and habits, never a person: this may lie in clear. */
const REMEMBERED = 'branchbook.export';
/** Rows the preview shows; a branch fits whole. */
const PREVIEW_ROWS = 60;
/** What a first export offers: no identifiers unless the person adds them (R-EXP-01). */
const first: Choice = {
	columns: rosterFields
		.filter((field) => field.national && !(field.sensitive && field.key !== 'name'))
		.map((field) => field.key as FieldKey),
	national: false,
	style: 'name',
	format: 'xlsx'
};

function remembered(): Choice {
	try {
		const stored = JSON.parse(localStorage.getItem(REMEMBERED) ?? 'null') as Partial<Choice> | null;
		if (!stored || !Array.isArray(stored.columns)) return first;
		return { ...first, ...stored, columns: stored.columns.filter(isFieldKey) };
	} catch {
		// A damaged memory of the last choice is no reason to refuse an export.
		return first;
	}
}

/** 党员导出信息: what goes out, in which form, and the line it leaves in the log. */
export class ExportFlow {
	#replica: Replica;
	readonly orgId: string;
	#abort: AbortController | undefined;

	columns = $state<FieldKey[]>([]);
	national = $state(false);
	style = $state<CodeStyle>('name');
	format = $state<Format>('xlsx');
	busy = $state(false);
	done = $state(0);
	total = $state(0);
	problem = $state.raw<Problem | undefined>();
	/** Why the file was not written. */
	sheetProblem = $state.raw<SheetProblem | undefined>();

	constructor(replica: Replica, orgId: string) {
		this.#replica = replica;
		this.orgId = orgId;
		Object.assign(this, remembered());
	}

	/** In the order of the catalogue, whatever the order of ticking. */
	readonly chosen = $derived<ColumnKey[]>(
		this.national
			? nationalLayout.map(({ key }) => key)
			: rosterFields
					.map((field) => field.key as FieldKey)
					.filter((key) => this.columns.includes(key))
	);
	readonly #layout = $derived<RosterColumns>(this.national ? 'national' : this.chosen);
	/** The national layout carries codes, whatever is chosen for the others. */
	readonly #style = $derived<CodeStyle>(this.national ? 'code' : this.style);

	get members() {
		return this.#replica
			.membersUnder(this.orgId)
			.toSorted((a, b) => a.branchId.localeCompare(b.branchId) || a.id.localeCompare(b.id));
	}

	/** The header and the first rows, exactly as the file will have them. */
	get preview(): string[][] {
		const columns = outColumns(this.#layout, this.#style, this.#replica.orgs());
		const keys = neededKeys(columns);
		const cells = cellsOf(columns);
		return [
			columns.map(({ header }) => header),
			...this.members
				.slice(0, PREVIEW_ROWS)
				.map((member) => cells(keys.map((key) => this.#value(member, key))))
		];
	}

	#value(member: Member, key: ColumnKey): string {
		return key === 'completeness' ? this.#percentOf(member).toString() : (member[key] ?? '');
	}

	#percentOf(member: Member): number {
		return this.#replica.summary(member).percent;
	}

	toggle(key: FieldKey): void {
		this.columns = this.columns.includes(key)
			? this.columns.filter((other) => other !== key)
			: [...this.columns, key];
	}

	/** The log line first, then the file: what left is written down even if the tab closes now. */
	async run(): Promise<Blob | undefined> {
		const { members } = this;
		this.problem = undefined;
		this.sheetProblem = undefined;
		localStorage.setItem(
			REMEMBERED,
			JSON.stringify({
				columns: this.columns,
				national: this.national,
				style: this.style,
				format: this.format
			} satisfies Choice)
		);
		const logged = await this.#replica.mutate(logExport, {
			id: newChangeId(),
			orgId: this.orgId,
			columns: this.chosen,
			count: members.length,
			format: this.format
		});
		if (!logged.ok) {
			this.problem = logged.problem;
			return undefined;
		}
		return this.#write();
	}

	cancel(): void {
		this.#abort?.abort();
	}

	async #write(): Promise<Blob | undefined> {
		const abort = new AbortController();
		this.#abort = abort;
		this.busy = true;
		try {
			return await writeRoster(
				{
					columns: this.#layout,
					style: this.#style,
					format: this.format,
					members: this.members,
					orgs: this.#replica.orgs(),
					percentOf: (member) => this.#percentOf(member)
				},
				{
					progress: (done, total) => {
						this.done = done;
						this.total = total;
					},
					signal: abort.signal
				}
			);
		} catch (error) {
			if (!(error instanceof SheetRefusal)) throw error;
			if (error.problem.code !== 'sheet.cancelled') this.sheetProblem = error.problem;
			return undefined;
		} finally {
			this.busy = false;
		}
	}
}
