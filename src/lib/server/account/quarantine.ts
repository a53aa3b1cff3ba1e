import { handoverLimits } from '#domain/account/handover';
import type { Draft } from '#domain/drafts/draft';
import type { Change } from '#domain/protocol/change';
import type { HandoverTable, Trx } from '#server/db/schema';
import { inPieces } from '#server/db/write-many';
import { priorVerdicts } from '#server/sync/prior-verdicts';
import type { Principal } from '#server/sync/principal';

/** Thrown inside the transaction: the device has handed over as much as one may. */
export class HandoverFull extends Error {
	override readonly name = 'HandoverFull';
}

export interface HandedPhoto {
	member: string;
	id: string;
	data: Buffer;
}

/**
 * Puts what a revoked device hands over beside the records. What the log knows already was sent
 * before, and what came with an earlier piece is here: neither comes twice (S-2).
 * @returns how many changes came now
 */
export async function quarantine(
	trx: Trx,
	author: Principal,
	changes: readonly Change[],
	at: string
): Promise<number> {
	if (changes.length === 0) return 0;
	const held = await heldOf(trx, author);
	const known = await priorVerdicts(trx, author.campus, changes);
	const isNew = ({ id }: Change) => !held.ids.has(id) && !known.own(id, author.account);
	const fresh = [...new Map(changes.filter(isNew).map((change) => [change.id, change])).values()];
	const rows = fresh.map((change, at) => {
		const content = JSON.stringify(change);
		const bytes = Buffer.byteLength(content);
		return { kind: 'change' as const, id: change.id, position: held.last + 1 + at, content, bytes };
	});
	await keep(trx, author, rows, held, at);
	return fresh.length;
}

/** Photos whose changes are not released: no record names them yet. */
export async function quarantinePhotos(
	trx: Trx,
	author: Principal,
	photos: readonly HandedPhoto[],
	at: string
): Promise<void> {
	if (photos.length === 0) return;
	const held = await heldOf(trx, author);
	const rows = photos
		.filter(({ id }) => !held.ids.has(id))
		.map(({ member, id, data }, at) => {
			const position = held.last + 1 + at;
			return { kind: 'photo' as const, id, position, content: member, bytes: data.length, data };
		});
	await keep(trx, author, rows, held, at);
}

export interface HandedDraft {
	id: string;
	draft: Draft;
}

/**
 * What was typed and never saved: kept for the superior to read. Nobody has said that it should be
 * written, so nothing here ever releases it.
 * @returns how many came now
 */
export async function quarantineDrafts(
	trx: Trx,
	author: Principal,
	drafts: readonly HandedDraft[],
	at: string
): Promise<number> {
	if (drafts.length === 0) return 0;
	const held = await heldOf(trx, author);
	const fresh = drafts.filter(({ id }) => !held.ids.has(id));
	const rows = fresh.map(({ id, draft }, at) => {
		const content = JSON.stringify(draft);
		const bytes = Buffer.byteLength(content);
		return { kind: 'draft' as const, id, position: held.last + 1 + at, content, bytes };
	});
	await keep(trx, author, rows, held, at);
	return fresh.length;
}

type NewRow = Pick<HandoverTable, 'kind' | 'id' | 'position' | 'content' | 'bytes'> &
	Partial<Pick<HandoverTable, 'data'>>;

interface Held {
	ids: Set<string>;
	bytes: number;
	last: number;
}

async function heldOf(trx: Trx, { device }: Principal): Promise<Held> {
	const rows = await trx
		.selectFrom('handover')
		.select(['id', 'bytes', 'position'])
		.where('device', '=', device)
		.execute();
	return {
		ids: new Set(rows.map(({ id }) => id)),
		bytes: rows.reduce((sum, row) => sum + row.bytes, 0),
		last: rows.reduce((last, row) => Math.max(last, row.position), 0)
	};
}

async function keep(
	trx: Trx,
	{ campus, account, device }: Principal,
	rows: readonly NewRow[],
	held: Held,
	arrived: string
): Promise<void> {
	const bytes = rows.reduce((sum, row) => sum + row.bytes, held.bytes);
	if (bytes > handoverLimits.bytes || held.ids.size + rows.length > handoverLimits.changes) {
		throw new HandoverFull();
	}
	const open = { state: 'waiting' as const, problem: null, decided_at: null, decided_by: null };
	const whole = rows.map((row) => {
		return { campus, account, device, arrived, data: null, ...row, ...open };
	});
	// Sixteen at once: photos are large, and few enough for every engine’s limit of parameters.
	for (let from = 0; from < whole.length; from += 16) {
		await inPieces(whole.slice(from, from + 16), (piece) =>
			trx.insertInto('handover').values(piece).execute()
		);
	}
}
