import { Digest, markOf } from '#domain/protocol/digest';
import { homeOf, seenBy, type Table } from '#domain/model/tables';
import type { Org } from '#domain/model/org/org';
import type { Trx } from '#server/db/schema';
import { writeRows } from '#server/db/write-many';
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
	/** What the rows that came into and left an organisation’s sight add to its scope. */
	readonly #growth = new Map<string, Growth>();

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
			const clockBefore = buffer.clockBefore(table, row.id) ?? 0;
			changes.push({ table, id: row.id, clockBefore, sawBefore, seeNow });
		}
		return changes;
	}

	/** An organisation that no longer sees a row gets an explicit out, once (S-7). */
	note(changes: readonly SightChange[], clock: number): void {
		for (const { table, id, clockBefore, sawBefore, seeNow } of changes) {
			const old = markOf(table, id, clockBefore);
			const fresh = markOf(table, id, clock);
			for (const org of seeNow) {
				this.#set({ org_id: org, tbl: table, id, clock, gone: 0 });
				const growth = this.#growthOf(org);
				growth.total += 1;
				growth.digest.add(fresh);
			}
			for (const org of sawBefore) {
				const growth = this.#growthOf(org);
				growth.total -= 1;
				growth.digest.remove(old);
				if (!seeNow.includes(org)) this.#set({ org_id: org, tbl: table, id, clock, gone: 1 });
			}
		}
	}

	#set(sight: Sight): void {
		this.#sights.set(`${sight.org_id}/${sight.tbl}/${sight.id}`, sight);
	}

	#growthOf(org: string): Growth {
		let growth = this.#growth.get(org);
		if (!growth) this.#growth.set(org, (growth = { total: 0, digest: new Digest() }));
		return growth;
	}

	async flush(): Promise<void> {
		const campus = this.#campus;
		const trx = this.#trx;
		const sights = [...this.#sights.values()].map((sight) => ({ campus, ...sight }));
		await writeRows(trx, 'sight', sights, (piece) =>
			trx
				.insertInto('sight')
				.values(piece)
				.onConflict((conflict) =>
					conflict.columns(['org_id', 'tbl', 'id']).doUpdateSet((eb) => ({
						clock: eb.ref('excluded.clock'),
						gone: eb.ref('excluded.gone')
					}))
				)
		);
		await this.#flushScopes();
	}

	/** Read and written under the lock of the campus clock, so nobody else writes in between. */
	async #flushScopes(): Promise<void> {
		const campus = this.#campus;
		const orgIds = [...this.#growth.keys()];
		if (orgIds.length === 0) return;
		const held = await this.#trx
			.selectFrom('scope')
			.select(['org_id', 'total', 'slices'])
			.where('org_id', 'in', orgIds)
			.execute();
		const before = new Map(held.map((scope) => [scope.org_id, scope]));
		const scopes = [...this.#growth].map(([org_id, growth]) => {
			const scope = before.get(org_id);
			const digest = new Digest(slicesOf(scope?.slices));
			digest.addAll(growth.digest);
			const total = (scope?.total ?? 0) + growth.total;
			return { campus, org_id, total, slices: JSON.stringify(digest.slices) };
		});
		const trx = this.#trx;
		await writeRows(trx, 'scope', scopes, (piece) =>
			trx
				.insertInto('scope')
				.values(piece)
				.onConflict((conflict) =>
					conflict.column('org_id').doUpdateSet((eb) => ({
						total: eb.ref('excluded.total'),
						slices: eb.ref('excluded.slices')
					}))
				)
		);
	}
}

interface Growth {
	total: number;
	digest: Digest;
}

/** What the database holds of a digest; an organisation that saw nothing yet has none. */
export function slicesOf(json: string | null | undefined): number[] | undefined {
	return json ? (JSON.parse(json) as number[]) : undefined;
}

export interface SightChange {
	table: Table;
	id: string;
	/** The clock value of the row as those saw it who saw it before. */
	clockBefore: number;
	sawBefore: readonly string[];
	seeNow: readonly string[];
}

async function viewers(table: Table, row: Row, orgOf: OrgReader): Promise<string[]> {
	const home = (await orgOf(homeOf(table, row))) as Org | undefined;
	if (!home) throw new Error(`a row of ${table} has no home`);
	return seenBy(home);
}
