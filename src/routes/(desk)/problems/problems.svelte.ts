import { untrack } from 'svelte';
import type { Problem } from '#domain/kernel/problem';
import { fileReport } from '#domain/mutations/report/file-report';
import {
	isStillSo,
	mayFile,
	problemList,
	type ProblemRow,
	type ProblemState
} from '#domain/features/problems/problem-list';
import { reportColumns, reportRows } from '#domain/features/problems/problem-rows';
import { logExport } from '#domain/mutations/roster/log-export';
import { SheetRefusal } from '#sheet/sheet-problem';
import { writeSheet } from '#sheet/sheet-writer';
import { newChangeId } from '#store/disk/change-id';
import type { Replica } from '#store/replica/replica';

/** What a branch has to send up, and what a committee has to answer, stands first. */
const turn: Record<'u' | 'a', readonly ProblemState[]> = {
	u: ['open', 'handling', 'filed', 'closed'],
	a: ['filed', 'handling', 'open', 'closed']
};

/** due: everything that is not closed. */
export type ProblemFilter = 'due' | ProblemState | 'all';

function fits({ state }: ProblemRow, filter: ProblemFilter): boolean {
	if (filter === 'due') return state !== 'closed';
	return filter === 'all' || filter === state;
}

/** 问题数据 of an account’s scope: found, searched, sent up and exported. */
export class Problems {
	readonly #replica: Replica;
	query = $state('');
	state = $state<ProblemFilter>('due');
	busy = $state(false);
	problem = $state.raw<Problem | undefined>();
	/** The file was not written. */
	failed = $state(false);
	/** Rows of the file that went out last. */
	written = $state<number>();

	constructor(replica: Replica) {
		this.#replica = replica;
	}

	/** Follows the store once; a watcher per member would be thousands. */
	readonly all = $derived.by((): readonly ProblemRow[] => {
		const members = this.#replica.under(this.#replica.account.orgId).held;
		this.#replica.context();
		const order = turn[this.#replica.account.kind];
		const rows = untrack(() => problemList(members, (one) => this.#replica.summary(one).findings));
		return rows.sort((a, b) => order.indexOf(a.state) - order.indexOf(b.state));
	});

	readonly counts = $derived.by(() => {
		const counts = { open: 0, filed: 0, handling: 0, closed: 0 };
		for (const { state } of this.all) counts[state] += 1;
		return { ...counts, all: this.all.length, due: this.all.length - counts.closed };
	});

	/** Closed, and still so. */
	readonly stillSo = $derived(this.all.filter(isStillSo).length);

	readonly shown = $derived.by(() => {
		const wanted = this.query.trim();
		return this.all.filter((row) => {
			if (!fits(row, this.state)) return false;
			if (wanted === '') return true;
			const { name, idNumber } = row.member;
			return (
				name.includes(wanted) || idNumber.endsWith(wanted) || this.branchOf(row).includes(wanted)
			);
		});
	});

	/** What this account’s own branch can send up now. */
	readonly fileable = $derived(
		this.all.filter(
			(row) =>
				row.member.branchId === this.#replica.account.orgId && row.state === 'open' && mayFile(row)
		)
	);

	branchOf({ member }: ProblemRow): string {
		return this.#replica.org(member.branchId)?.shortName ?? '';
	}

	async fileAll(): Promise<void> {
		const items = this.fileable.map(({ member, rule }) => ({
			mutation: fileReport,
			args: { memberId: member.id, rule }
		}));
		this.busy = true;
		this.problem = undefined;
		const made = await this.#replica
			.mutateAll(items, { refused: (_index, problem) => (this.problem = problem) })
			.finally(() => (this.busy = false));
		if (!made.ok) this.problem = made.problem;
	}

	/** The log line first, then the file: what left is written down even if the tab closes now. */
	async export(): Promise<Blob | undefined> {
		const { whole, loaded, total } = this.#replica.progress;
		this.problem = whole ? undefined : { code: 'replica.partial', loaded, total };
		this.failed = false;
		this.written = undefined;
		if (this.problem || this.busy) return undefined;
		const rows = this.shown;
		this.busy = true;
		try {
			const logged = await this.#replica.mutate(logExport, {
				id: newChangeId(),
				orgId: this.#replica.account.orgId,
				columns: reportColumns.map(({ key }) => key),
				count: rows.length,
				format: 'xlsx'
			});
			if (!logged.ok) {
				this.problem = logged.problem;
				return undefined;
			}
			const cells = reportRows(rows, (id) => this.#replica.org(id));
			const file = await writeSheet(cells, '问题数据');
			this.written = rows.length;
			return file;
		} catch (error) {
			if (!(error instanceof SheetRefusal)) throw error;
			this.failed = true;
			return undefined;
		} finally {
			this.busy = false;
		}
	}
}
