import type { Problem } from '#domain/kernel/problem';
import type { FieldKey } from '#domain/model/member/fields';
import type { Member } from '#domain/model/member/member';
import { codesToVerify, type CodeToVerify } from '#domain/features/roster/codes-to-verify';
import { nationalLayout, rosterFields, type ColumnKey } from '#domain/features/roster/columns';
import { logExport } from '#domain/mutations/roster/log-export';
import {
	cellsOf,
	neededKeys,
	outColumns,
	type CodeStyle,
	type RosterColumns
} from '#domain/features/roster/write-rows';
import { writeRoster } from '#sheet/roster-writer';
import { SheetRefusal, type SheetProblem } from '#sheet/sheet-problem';
import { newChangeId } from '#store/disk/change-id';
import type { Replica } from '#store/replica/replica';
import { byBranch } from '#ui/list/name-order';
import type { AskedMembers } from '../asked-members.svelte';
import { rememberChoice, rememberedChoice, type ExportChoice } from './export-choice';

/** Rows the preview shows; a branch fits whole. */
const PREVIEW_ROWS = 60;

/** 党员导出信息: what goes out, in which form, and the line it leaves in the log. */
export class ExportFlow {
	readonly #replica: Replica;
	readonly #asked: () => AskedMembers;
	#abort: AbortController | undefined;

	choice = $state.raw<ExportChoice>(rememberedChoice());
	busy = $state(false);
	done = $state(0);
	total = $state(0);
	/** EX-01: 导出 was pressed without a column. */
	columnless = $state(false);
	/** The file that went out last, in words. */
	written = $state<string>();
	/** The codes to verify in the file that went out last. */
	writtenToVerify = $state.raw<readonly CodeToVerify[]>([]);
	/** Why nothing was exported. */
	problem = $state.raw<Problem | undefined>();
	/** Why the file was not written. */
	sheetProblem = $state.raw<SheetProblem | undefined>();

	constructor(replica: Replica, asked: () => AskedMembers) {
		this.#replica = replica;
		this.#asked = asked;
	}

	readonly orgId = $derived.by(() => this.#asked().orgId);
	readonly narrowedBy = $derived.by(() => this.#asked().narrowedBy);

	/** In the order of the catalogue, whatever the order of ticking. */
	readonly chosen = $derived<ColumnKey[]>(
		this.choice.national
			? nationalLayout.map(({ key }) => key)
			: rosterFields
					.map((field) => field.key as FieldKey)
					.filter((key) => this.choice.columns.includes(key))
	);
	readonly #layout = $derived<RosterColumns>(this.choice.national ? 'national' : this.chosen);
	/** The national layout carries codes, whatever is chosen for the others. */
	readonly #style = $derived<CodeStyle>(this.choice.national ? 'code' : this.choice.style);

	/** Branch by branch; within a branch as they were imported, because ids follow the file’s rows. */
	readonly members = $derived.by(() => {
		const inTurn = this.#asked().members.toSorted((a, b) => (a.id < b.id ? -1 : 1));
		return byBranch(inTurn, this.#replica.orgs());
	});

	readonly #columns = $derived.by(() =>
		outColumns(this.#layout, this.#style, this.#replica.orgs())
	);

	/** The codes to verify that would go out now. */
	readonly toVerify = $derived(codesToVerify(this.#columns, this.members));

	/** The header and the first rows, exactly as the file will have them. */
	readonly preview = $derived.by((): string[][] => {
		const columns = this.#columns;
		const keys = neededKeys(columns);
		const cells = cellsOf(columns);
		return [
			columns.map(({ header }) => header),
			...this.members
				.slice(0, PREVIEW_ROWS)
				.map((member) => cells(keys.map((key) => this.#value(member, key))))
		];
	});

	#value(member: Member, key: ColumnKey): string {
		return key === 'completeness' ? this.#percentOf(member).toString() : (member[key] ?? '');
	}

	#percentOf(member: Member): number {
		return this.#replica.summary(member).percent;
	}

	choose(change: Partial<ExportChoice>): void {
		this.choice = { ...this.choice, ...change };
		this.columnless = false;
		this.written = undefined;
	}

	toggle(key: FieldKey): void {
		const { columns } = this.choice;
		this.choose({
			columns: columns.includes(key) ? columns.filter((other) => other !== key) : [...columns, key]
		});
	}

	/** The log line first, then the file: what left is written down even if the tab closes now. */
	async run(): Promise<Blob | undefined> {
		const { members, chosen, toVerify } = this;
		const { whole, loaded, total } = this.#replica.progress;
		this.columnless = chosen.length === 0;
		this.problem = whole ? undefined : { code: 'replica.partial', loaded, total };
		this.sheetProblem = undefined;
		this.written = undefined;
		if (this.columnless || this.problem || this.busy) return undefined;
		rememberChoice(this.choice);
		this.busy = true;
		const logged = await this.#replica.mutate(logExport, {
			id: newChangeId(),
			orgId: this.orgId,
			columns: chosen,
			count: members.length,
			format: this.choice.format
		});
		const file = logged.ok ? await this.#write(members) : undefined;
		if (!logged.ok) this.problem = logged.problem;
		else if (file) {
			this.written = `${members.length} 名、${this.preview[0]?.length ?? 0} 列`;
			this.writtenToVerify = toVerify;
		}
		this.busy = false;
		return file;
	}

	cancel(): void {
		this.#abort?.abort();
	}

	async #write(members: readonly Member[]): Promise<Blob | undefined> {
		const abort = new AbortController();
		this.#abort = abort;
		this.done = 0;
		this.total = members.length;
		try {
			return await writeRoster(
				{
					columns: this.#layout,
					style: this.#style,
					format: this.choice.format,
					members,
					orgs: this.#replica.orgs(),
					percentOf: (member) => this.#percentOf(member)
				},
				{
					progress: (done) => (this.done = done),
					signal: abort.signal
				}
			);
		} catch (error) {
			if (!(error instanceof SheetRefusal)) throw error;
			this.sheetProblem = error.problem;
			return undefined;
		}
	}
}
