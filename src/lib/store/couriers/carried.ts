import type { HandedIn, Parcel, ParcelFault } from '#domain/account/parcel';
import type { Result } from '#domain/kernel/problem';
import type { BranchStore, Carried } from '#store/disk/db';
import { durably } from '#store/disk/durable';

export async function idOfFile(text: string): Promise<string> {
	const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
	return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Every file here, the one that came last first. */
export async function carriedFiles(db: BranchStore): Promise<Carried[]> {
	const all = await db.carried.toArray();
	return all.sort((a, b) => (a.came < b.came ? 1 : -1));
}

export function keepCarried(
	db: BranchStore,
	id: string,
	{ header, parts }: Parcel,
	came: string
): Promise<Result<unknown>> {
	return durably(db, () => db.carried.put({ id, header, parts, came }));
}

/** The server has answered: what it said stays, the sealed parts go. */
export function settleCarried(
	db: BranchStore,
	id: string,
	answer: { outcome: HandedIn; fault?: ParcelFault }
): Promise<Result<unknown>> {
	return durably(db, () => db.carried.update(id, { ...answer, parts: [] }));
}

export function dropCarried(db: BranchStore, id: string): Promise<Result<unknown>> {
	return durably(db, () => db.carried.delete(id));
}
