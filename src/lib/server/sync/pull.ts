import { limits, type WireRow } from '#domain/protocol/protocol';
import type { Database, Trx } from '#server/db/schema';
import { Digest, markOf } from '#domain/protocol/digest';
import { slicesOf } from '#server/sync/sight-book';
import { transact } from '#server/db/transact';
import { inPieces } from '#server/db/write-many';
import { stillEnrolled } from '#server/session/still-enrolled';
import type { Principal } from '#server/sync/principal';

/** A row of a page whose JSON is still the text the database holds; null is an explicit out. */
export interface RawRow {
	tbl: string;
	id: string;
	clock: number;
	json: string | null;
}

export interface Page {
	epoch: string;
	rows: RawRow[];
	cursor: number;
	more: boolean;
	total: number;
	/** Where the log stood in the same snapshot. */
	log: { seq: number; hash: string };
	/** With the last page only. */
	digest?: readonly number[];
	repair?: { slices: number[]; rows: RawRow[] };
}

export interface From {
	cursor: number;
	epoch: string | null;
	repair?: number[] | undefined;
}

/**
 * What the account’s organisation has not seen yet. The cost follows the page, never what others
 * hold. A cursor of another epoch, or ahead of the clock, starts at the beginning.
 */
export async function pullPage(
	db: Database,
	principal: Principal,
	from: From,
	pageRows: number = limits.pageRows
): Promise<Page> {
	// One snapshot for right, clock and rows, so that the cursor never runs ahead of what was read.
	return transact(
		db,
		async (trx) => {
			await stillEnrolled(trx, principal);
			return pageOf(trx, principal, from, pageRows);
		},
		'repeatable read'
	);
}

async function pageOf(trx: Trx, principal: Principal, from: From, pageRows: number): Promise<Page> {
	const clock = await trx
		.selectFrom('clock')
		.leftJoin('scope', (join) => join.on('scope.org_id', '=', principal.orgId))
		.select(['clock.value', 'clock.epoch', 'clock.log_seq', 'clock.log_hash'])
		.select(['scope.total', 'scope.slices'])
		.where('clock.campus', '=', principal.campus)
		.executeTakeFirstOrThrow();
	const isOurs = from.epoch === clock.epoch && from.cursor <= clock.value;
	const cursor = isOurs ? from.cursor : 0;
	const rows = cursor === clock.value ? [] : await wholeClocks(trx, principal, cursor, pageRows);
	const last = rows.at(-1)?.clock ?? clock.value;
	const more = rows.length >= pageRows && (await isMoreAfter(trx, principal.orgId, last));
	return {
		epoch: clock.epoch,
		rows,
		cursor: more ? last : clock.value,
		more,
		total: clock.total ?? 0,
		log: { seq: clock.log_seq, hash: clock.log_hash },
		...(more ? {} : { digest: new Digest(slicesOf(clock.slices)).slices }),
		...(from.repair && !more ? { repair: await whole(trx, principal, from.repair) } : {})
	};
}

/** Every row of these parts of the scope. Rare: somebody’s digest differed. */
async function whole(
	trx: Trx,
	principal: Principal,
	slices: number[]
): Promise<{ slices: number[]; rows: RawRow[] }> {
	const seen = await trx
		.selectFrom('sight')
		.select(['tbl', 'id', 'clock'])
		.where('org_id', '=', principal.orgId)
		.where('gone', '=', 0)
		.execute();
	const wanted = seen.filter(({ tbl, id, clock }) => slices.includes(markOf(tbl, id, clock).slice));
	const rows: RawRow[] = [];
	await inPieces(wanted, async (piece) => {
		const ids = piece.map(({ id }) => id);
		rows.push(...(await sightsOf(trx, principal).where('sight.id', 'in', ids).execute()));
	});
	return { slices, rows: rows.filter(({ json }) => json !== null) };
}

/** At least a page’s worth if there is as much; a clock value is never split (S-6). */
async function wholeClocks(
	trx: Trx,
	principal: Principal,
	cursor: number,
	most: number
): Promise<RawRow[]> {
	const rows = await sightsOf(trx, principal)
		.where('sight.clock', '>', cursor)
		.limit(most)
		.execute();
	const last = rows.at(-1)?.clock;
	if (rows.length < most || last === undefined) return rows;
	const tail = await sightsOf(trx, principal).where('sight.clock', '=', last).execute();
	return [...rows.filter((row) => row.clock < last), ...tail];
}

function sightsOf(trx: Trx, { campus, orgId }: Principal) {
	return trx
		.selectFrom('sight')
		.leftJoin('record', (join) =>
			join
				.on('record.campus', '=', campus)
				.onRef('record.id', '=', 'sight.id')
				.onRef('record.tbl', '=', 'sight.tbl')
				.on('sight.gone', '=', 0)
		)
		.select(['sight.tbl', 'sight.id', 'sight.clock', 'record.json'])
		.where('sight.org_id', '=', orgId)
		.orderBy('sight.clock');
}

async function isMoreAfter(trx: Trx, orgId: string, clock: number): Promise<boolean> {
	const next = await trx
		.selectFrom('sight')
		.select('clock')
		.where('org_id', '=', orgId)
		.where('clock', '>', clock)
		.limit(1)
		.executeTakeFirst();
	return next !== undefined;
}

/** The row as it travels. */
export function wireRow({ tbl, id, clock, json }: RawRow): WireRow {
	return [tbl, id, clock, json === null ? null : (JSON.parse(json) as Record<string, unknown>)];
}
