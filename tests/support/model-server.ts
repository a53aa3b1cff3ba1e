import { read } from '#domain/kernel/read';
import { settle } from '#domain/kernel/problem';
import type { Actor, Tx } from '#domain/mutations/mutation';
import {
	PROTOCOL,
	type SyncReply,
	type SyncRequest,
	type Verdict,
	type WireRow
} from '#domain/protocol/protocol';
import { Digest, markOf } from '#domain/protocol/digest';
import { mutations } from '#domain/mutations/registry';
import type { Rows, Table } from '#domain/model/tables';

type Row = Rows[Table];

/**
 * What the wire promises, over Maps: the same mutations, one clock, one verdict per change id.
 * A yardstick for the client’s engine; the server’s own tests hold the real one to the same promises.
 */
export class ModelServer {
	epoch = 'e1';
	clock = 0;
	/** Small pages, so that every run turns some. */
	pageRows = 3;
	readonly rows = new Map<string, { table: Table; row: Row; clock: number }>();
	readonly verdicts = new Map<string, Verdict>();
	/** Ids in the order in which they were applied; each at most once. */
	readonly log: string[] = [];
	#turn: Promise<unknown> = Promise.resolve();

	put(table: Table, row: Row): void {
		this.rows.set(`${table}/${row.id}`, { table, row, clock: ++this.clock });
	}

	/** One request at a time, as the clock row’s lock has it. */
	sync(request: SyncRequest, actor: Actor): Promise<SyncReply> {
		const mine = this.#turn.then(() => this.#answer(request, actor));
		this.#turn = mine;
		return mine;
	}

	async #answer(request: SyncRequest, actor: Actor): Promise<SyncReply> {
		const verdicts: Verdict[] = [];
		for (const change of request.changes) {
			const known = this.verdicts.get(change.id);
			const verdict = known ?? (await this.#judge(change, actor));
			this.verdicts.set(change.id, verdict);
			verdicts.push(verdict);
		}
		const cursor = request.epoch === this.epoch ? request.cursor : 0;
		return {
			...this.#page(cursor),
			verdicts,
			...(request.repair && { repair: this.#whole(request.repair) })
		};
	}

	async #judge(change: SyncRequest['changes'][number], actor: Actor): Promise<Verdict> {
		const written = new Map<string, { table: Table; row: Row }>();
		const tx: Tx = {
			get: <T extends Table>(table: T, id: string) =>
				(written.get(`${table}/${id}`) ?? this.rows.get(`${table}/${id}`))?.row as
					Rows[T] | undefined,
			put: (table, row) => void written.set(`${table}/${row.id}`, { table, row })
		};
		const result = await settle(async () => {
			const mutation = mutations.get(change.name)!;
			const today = '2026-11-24';
			const context = { actor, device: '', changeId: change.id, at: change.at, today };
			await mutation.run(tx, read(mutation.args, change.args), context);
		});
		const at = '2026-11-24T06:00:00.000Z';
		if (!result.ok) return { id: change.id, verdict: 'refused', at, problem: result.problem };
		this.clock++;
		for (const [key, { table, row }] of written)
			this.rows.set(key, { table, row, clock: this.clock });
		this.log.push(change.id);
		return { id: change.id, verdict: 'applied', clock: this.clock, at };
	}

	#whole(slices: number[]): NonNullable<SyncReply['repair']> {
		const held = [...this.rows.values()].filter(({ table, row, clock }) =>
			slices.includes(markOf(table, row.id, clock).slice)
		);
		return {
			slices,
			rows: held.map(({ table, row, clock }): WireRow => [table, row.id, clock, { ...row }])
		};
	}

	get #digest(): number[] {
		const digest = new Digest();
		for (const { table, row, clock } of this.rows.values())
			digest.add(markOf(table, row.id, clock));
		return [...digest.slices];
	}

	/** Whole clock values only (S-6). */
	#page(cursor: number): SyncReply {
		const news = [...this.rows.values()].filter((held) => held.clock > cursor);
		news.sort((a, b) => a.clock - b.clock);
		let end = Math.min(this.pageRows, news.length);
		while (end < news.length && news[end]!.clock === news[end - 1]!.clock) end++;
		const more = end < news.length;
		const rows = news
			.slice(0, end)
			.map(({ table, row, clock }): WireRow => [table, row.id, clock, structuredClone({ ...row })]);
		return {
			protocol: PROTOCOL,
			epoch: this.epoch,
			verdicts: [],
			rows,
			cursor: more ? news[end - 1]!.clock : this.clock,
			more,
			total: this.rows.size,
			...(more ? {} : { digest: this.#digest }),
			at: '2026-11-24T06:00:00.000Z'
		};
	}
}
