import { homeOf, seenBy, type Table } from '#domain/tables';
import type { Org } from '#domain/org/org';
import type { Trx } from '#server/db/schema';
import { inPieces } from '#server/db/write-many';
import type { Row, RowBuffer } from '#server/sync/row-buffer';

interface Sight {
	org_id: string;
	tbl: string;
	id: string;
	clock: number;
	gone: number;
}

type OrgReader = (id: string) => Promise<Row | undefined>;

/** Keeps, for a whole batch, which organisation sees which row since which clock value. */
export class SightBook {
	readonly #trx: Trx;
	readonly #campus: string;
	readonly #sights = new Map<string, Sight>();
	/** Rows that came into or left an organisation’s sight. */
	readonly #growth = new Map<string, number>();

	constructor(trx: Trx, campus: string) {
		this.#trx = trx;
		this.#campus = campus;
	}

	/** Who sees what the running change wrote. To be asked before it is accepted. */
	async viewersOf(buffer: RowBuffer): Promise<SightChange[]> {
		const changes: SightChange[] = [];
		for (const { table, row } of buffer.running()) {
			const old = await buffer.before(table, row.id);
			const sawBefore = old ? await viewers(table, old, (id) => buffer.before('org', id)) : [];
			const seeNow = await viewers(table, row, (id) => buffer.get('org', id));
			changes.push({ table, id: row.id, sawBefore, seeNow });
		}
		return changes;
	}

	/** An organisation that no longer sees a row gets an explicit out, once (S-7). */
	note(changes: readonly SightChange[], clock: number): void {
		for (const { table, id, sawBefore, seeNow } of changes) {
			for (const org of seeNow) {
				this.#set({ org_id: org, tbl: table, id, clock, gone: 0 });
				if (!sawBefore.includes(org)) this.#grow(org, 1);
			}
			for (const org of sawBefore) {
				if (seeNow.includes(org)) continue;
				this.#set({ org_id: org, tbl: table, id, clock, gone: 1 });
				this.#grow(org, -1);
			}
		}
	}

	#set(sight: Sight): void {
		this.#sights.set(`${sight.org_id}/${sight.tbl}/${sight.id}`, sight);
	}

	#grow(org: string, by: number): void {
		this.#growth.set(org, (this.#growth.get(org) ?? 0) + by);
	}

	async flush(): Promise<void> {
		const campus = this.#campus;
		await inPieces([...this.#sights.values()], (piece) =>
			this.#trx
				.insertInto('sight')
				.values(piece.map((sight) => ({ campus, ...sight })))
				.onConflict((conflict) =>
					conflict.columns(['org_id', 'tbl', 'id']).doUpdateSet((eb) => ({
						clock: eb.ref('excluded.clock'),
						gone: eb.ref('excluded.gone')
					}))
				)
				.execute()
		);
		const growth = [...this.#growth].filter(([, total]) => total !== 0);
		await inPieces(growth, (piece) =>
			this.#trx
				.insertInto('scope')
				.values(piece.map(([org_id, total]) => ({ campus, org_id, total })))
				.onConflict((conflict) =>
					conflict.column('org_id').doUpdateSet((eb) => ({
						total: eb('scope.total', '+', eb.ref('excluded.total'))
					}))
				)
				.execute()
		);
	}
}

export interface SightChange {
	table: Table;
	id: string;
	sawBefore: readonly string[];
	seeNow: readonly string[];
}

async function viewers(table: Table, row: Row, orgOf: OrgReader): Promise<string[]> {
	const home = (await orgOf(homeOf(table, row))) as Org | undefined;
	if (!home) throw new Error(`a row of ${table} has no home`);
	return seenBy(home);
}
