import { settle, type Problem } from '#domain/kernel/problem';
import { read } from '#domain/kernel/read';
import type { Actor, Context, Mutation, Tx } from '#domain/mutations/mutation';
import type { Rows, Table } from '#domain/model/tables';
import { campus, organiser, secretary, uuid } from './device';

type Row = Rows[Table];

/** The storage port of mutations over a Map, with the organisations of tests/support/device.ts. */
export class MemoryTx implements Tx {
	readonly rows = new Map<string, Row>();
	#clock = 0;

	constructor(...rows: { [T in Table]: [T, Rows[T]] }[Table][]) {
		for (const org of campus) this.put('org', org);
		for (const [table, row] of rows) this.put(table, row);
	}

	get<T extends Table>(table: T, id: string): Rows[T] | undefined {
		return this.rows.get(`${table}/${id}`) as Rows[T] | undefined;
	}

	put<T extends Table>(table: T, row: Rows[T]): void {
		this.rows.set(`${table}/${row.id}`, row);
	}

	/** Runs a mutation as the server does: all of its writes, or the refusal and none of them. */
	async run<A>(
		mutation: Mutation<A>,
		args: A,
		{ actor = branchActor, ...over }: Partial<Context> = {}
	): Promise<Problem | undefined> {
		const number = ++this.#clock;
		const context: Context = {
			actor,
			device: `${actor.account}的手机`,
			changeId: uuid(`chg${number}`),
			at: '2026-11-24T14:00:00.000+08:00',
			today: '2026-11-24',
			receipt: { number, at: '2026-11-24T06:00:01.000Z' },
			...over
		};
		const written = new MemoryTx();
		const through: Tx = {
			get: (table, id) => (written.get(table, id) ?? this.get(table, id)) as never,
			put: (table, row) => written.put(table, row)
		};
		written.rows.clear();
		const result = await settle(() =>
			mutation.run(through, read(mutation.args, structuredClone(args)), context)
		);
		if (!result.ok) return result.problem;
		for (const [key, row] of written.rows) this.rows.set(key, row);
		return undefined;
	}
}

export const branchActor: Actor = actorOf(secretary);
export const rootActor: Actor = actorOf(organiser);

function actorOf({ account, kind, orgId }: Actor): Actor {
	return { account, kind, orgId };
}
