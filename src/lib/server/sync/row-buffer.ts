import type { Member } from '#domain/model/member/member';
import { carriedNumber, MOST_CARRIERS } from '#domain/mutations/member/tell-carriers';
import { isSeenBy, type Tx } from '#domain/mutations/mutation';
import type { Org } from '#domain/model/org/org';
import { tables, type Rows, type Table } from '#domain/model/tables';
import type { Trx } from '#server/db/schema';
import { inPieces, writeRows } from '#server/db/write-many';

export type Row = Rows[Table];

/** A row as a batch left it. */
export interface Written {
	table: Table;
	row: Row;
	clock: number;
}

/** The ID number a row of that table is found under; '' for none. */
function carriedBy(table: Table, row: Row): string {
	return table === 'member' ? carriedNumber(row as Member) : '';
}

function keyOf(table: Table, id: string): string {
	return `${table}/${id}`;
}

/** The organisations among written rows. */
function orgsOf(written: ReadonlyMap<string, { table: Table; row: Row }>): Org[] {
	return [...written.values()].flatMap(({ table, row }) => (table === 'org' ? [row as Org] : []));
}

/**
 * The storage port of a whole batch inside one transaction. A change reads through what it wrote,
 * then what accepted changes before it wrote, then the database; a refused one leaves no trace.
 */
export class RowBuffer implements Tx {
	readonly #trx: Trx;
	readonly #campus: string;
	/** What the database holds, as far as it was read; undefined is a row that is not there. */
	readonly #stored = new Map<string, Row | undefined>();
	/** The clock values of the stored rows. */
	readonly #clocks = new Map<string, number>();
	/** Ids that were looked up in every table. */
	readonly #looked = new Set<string>();
	/** ID numbers that were looked up, and the members the database has under them. */
	readonly #carriers = new Map<string, readonly string[]>();
	/** Which organisation of the campus took each code last, once somebody asked. */
	#orgByCode: Map<string, string> | undefined;
	readonly #accepted = new Map<string, Written>();
	readonly #running = new Map<string, { table: Table; row: Row }>();
	/** The database itself failed: no verdict on the change, the whole batch rolls back. */
	failure: unknown;

	constructor(trx: Trx, campus: string) {
		this.#trx = trx;
		this.#campus = campus;
	}

	/** Reads every row with one of these ids, of whatever table, at once. */
	async prefetch(ids: ReadonlySet<string>): Promise<void> {
		if (ids.size === 0) return;
		await inPieces([...ids], async (piece) => {
			const found = await this.#trx
				.selectFrom('record')
				.select(['tbl', 'id', 'clock', 'json'])
				.where('campus', '=', this.#campus)
				.where('id', 'in', piece)
				.execute();
			for (const { tbl, id, clock, json } of found) {
				this.#stored.set(`${tbl}/${id}`, JSON.parse(json) as Row);
				this.#clocks.set(`${tbl}/${id}`, clock);
			}
			for (const id of piece) this.#looked.add(id);
		});
	}

	async get<T extends Table>(table: T, id: string): Promise<Rows[T] | undefined> {
		const row = this.#running.get(keyOf(table, id))?.row ?? (await this.before(table, id));
		return row as Rows[T] | undefined;
	}

	/** The row as it was before the running change. */
	async before(table: Table, id: string): Promise<Row | undefined> {
		const key = keyOf(table, id);
		const accepted = this.#accepted.get(key);
		if (accepted) return accepted.row;
		if (!this.#stored.has(key) && !this.#looked.has(id)) {
			this.#stored.set(key, await this.#read(table, id));
		}
		return this.#stored.get(key);
	}

	/** Whether the organisation sees a row with one of these ids. */
	async seesAny(orgId: string, ids: readonly string[]): Promise<boolean> {
		for (const id of ids) {
			for (const table of tables) {
				const row = await this.get(table, id);
				if (row && (await isSeenBy(orgId, this, table, row))) return true;
			}
		}
		return false;
	}

	/** Whether another organisation of the campus has the code, as they are after the running change. */
	async hasOtherOrg(id: string, code: string): Promise<boolean> {
		for (const org of orgsOf(this.#running)) if (org.code === code && org.id !== id) return true;
		this.#orgByCode ??= await this.#findOrgCodes();
		const holder = this.#orgByCode.get(code);
		if (holder === undefined || holder === id) return false;
		return (await this.get('org', holder))?.code === code;
	}

	/** The root’s sight names every organisation of the campus, by the front of its primary key. */
	async #findOrgCodes(): Promise<Map<string, string>> {
		try {
			const found = await this.#trx
				.selectFrom('sight')
				.innerJoin('record', (join) =>
					join
						.onRef('record.campus', '=', 'sight.campus')
						.onRef('record.id', '=', 'sight.id')
						.onRef('record.tbl', '=', 'sight.tbl')
				)
				.select(['record.id', 'record.json'])
				// A campus has the id of its root (setup/open-campus.ts).
				.where('sight.org_id', '=', this.#campus)
				.where('sight.tbl', '=', 'org')
				.execute();
			const codes = new Map(found.map(({ id, json }) => [(JSON.parse(json) as Org).code, id]));
			for (const { id, code } of orgsOf(this.#accepted)) codes.set(code, id);
			return codes;
		} catch (error) {
			this.failure = error;
			throw error;
		}
	}

	async #read(table: Table, id: string): Promise<Row | undefined> {
		try {
			const held = await this.#trx
				.selectFrom('record')
				.select(['clock', 'json'])
				.where('campus', '=', this.#campus)
				.where('id', '=', id)
				.where('tbl', '=', table)
				.executeTakeFirst();
			if (held) this.#clocks.set(keyOf(table, id), held.clock);
			return held && (JSON.parse(held.json) as Row);
		} catch (error) {
			this.failure = error;
			throw error;
		}
	}

	/** Learns at once which of these ID numbers nobody carries: nearly all that a batch brings. */
	async prefetchCarriers(numbers: ReadonlySet<string>): Promise<void> {
		if (numbers.size === 0) return;
		await inPieces([...numbers], async (piece) => {
			const found = await this.#trx
				.selectFrom('record')
				.select('id_number')
				.distinct()
				.where('campus', '=', this.#campus)
				.where('id_number', 'in', piece)
				.execute();
			const carried = new Set(found.map(({ id_number }) => id_number));
			for (const one of piece) if (!carried.has(one)) this.#carriers.set(one, []);
		});
	}

	/** The listed members of the campus with this ID number, as they are after the running change. */
	async carriers(idNumber: string): Promise<Member[]> {
		let stored = this.#carriers.get(idNumber);
		if (!stored) this.#carriers.set(idNumber, (stored = await this.#findCarriers(idNumber)));
		const ids = new Set(stored);
		for (const written of [this.#accepted, this.#running]) {
			for (const { table, row } of written.values()) {
				if (carriedBy(table, row) === idNumber) ids.add(row.id);
			}
		}
		const members: Member[] = [];
		for (const id of ids) {
			const member = await this.get('member', id);
			if (member && carriedNumber(member) === idNumber) members.push(member);
		}
		return members;
	}

	async #findCarriers(idNumber: string): Promise<string[]> {
		try {
			const found = await this.#trx
				.selectFrom('record')
				.select(['id', 'clock', 'json'])
				.where('campus', '=', this.#campus)
				.where('id_number', '=', idNumber)
				.where('tbl', '=', 'member')
				.orderBy('id')
				// One more tells a crowd from the most that are told.
				.limit(MOST_CARRIERS + 1)
				.execute();
			for (const { id, clock, json } of found) {
				const key = keyOf('member', id);
				this.#stored.set(key, JSON.parse(json) as Row);
				this.#clocks.set(key, clock);
			}
			return found.map(({ id }) => id);
		} catch (error) {
			this.failure = error;
			throw error;
		}
	}

	/** The clock value under which that row stands; asked after `before`. */
	clockBefore(table: Table, id: string): number | undefined {
		const key = keyOf(table, id);
		return this.#accepted.get(key)?.clock ?? this.#clocks.get(key);
	}

	put<T extends Table>(table: T, row: Rows[T]): void {
		this.#running.set(keyOf(table, row.id), { table, row });
	}

	/** What the running change wrote so far. */
	running(): Iterable<{ table: Table; row: Row }> {
		return this.#running.values();
	}

	/** The running change counts, under this clock value. */
	accept(clock: number): void {
		for (const [key, written] of this.#running) this.#accepted.set(key, { ...written, clock });
		for (const { id, code } of orgsOf(this.#running)) this.#orgByCode?.set(code, id);
		this.#running.clear();
	}

	/** The running change leaves no trace. */
	drop(): void {
		this.#running.clear();
	}

	/** Writes the rows as the batch left them. */
	async flush(): Promise<void> {
		const rows = [...this.#accepted.values()].map(({ table, row, clock }) => ({
			campus: this.#campus,
			id: row.id,
			tbl: table,
			clock,
			json: JSON.stringify(row),
			id_number: carriedBy(table, row) || null
		}));
		const trx = this.#trx;
		await writeRows(trx, 'record', rows, (piece) =>
			trx
				.insertInto('record')
				.values(piece)
				.onConflict((conflict) =>
					conflict.columns(['campus', 'id', 'tbl']).doUpdateSet((eb) => ({
						clock: eb.ref('excluded.clock'),
						json: eb.ref('excluded.json'),
						id_number: eb.ref('excluded.id_number')
					}))
				)
		);
	}
}
