import {
	partName,
	PartContent,
	type HandedIn,
	type HandIn,
	type ParcelFault
} from '#domain/account/parcel';
import { sealedPlace } from '#domain/account/rescue';
import type { Change } from '#domain/protocol/change';
import { covers } from '#domain/model/org/tree';
import { audit } from '#server/account/audit';
import { openSealed } from '#server/account/open-sealed';
import { HandoverFull, quarantine } from '#server/account/quarantine';
import { principalOf } from '#server/account/principal-of';
import type { App } from '#server/app';
import type { Trx } from '#server/db/schema';
import { transact } from '#server/db/transact';
import { logError } from '#server/log';
import { openKey } from '#server/session/key-seal';
import { orgOf } from '#server/session/org-of';
import { stillEnrolled } from '#server/session/still-enrolled';
import { acceptAll, type Accepted } from '#server/sync/accept';
import { holdClock } from '#server/sync/hold-clock';
import type { Principal } from '#server/sync/principal';

export type Taken = { ok: true; value: HandedIn } | { ok: false; fault: ParcelFault };

/** Undoes the transaction of a part whose author was locked meanwhile. */
class LockedMeanwhile extends Error {
	override readonly name = 'LockedMeanwhile';
}

/**
 * One part of a file another device made. The seal says whose it is: only that device and the key in
 * escrow can have closed it. It is judged as its author’s account; the carrier’s own rights add
 * nothing, and what was judged before gets its first verdict (S-2).
 */
export async function takeParcel(app: App, carrier: Principal, part: HandIn): Promise<Taken> {
	const { header, index, sealed } = part;
	const author = await authorOf(app, carrier.campus, header.device);
	if (!author) return { ok: false, fault: 'parcel.foreign' };
	const { principal, escrow } = author;
	const key = keyOf(app, principal, escrow);
	const place = sealedPlace(principal.account, 'parcel', partName(header, index));
	const content = openSealed(key, place, sealed);
	const changes = PartContent.safeParse(content);
	if (!changes.success) {
		if (!(await isAbove(app, carrier, principal))) return { ok: false, fault: 'parcel.foreign' };
		return { ok: false, fault: key ? 'parcel.damaged' : 'parcel.no-key' };
	}
	try {
		return {
			ok: true,
			value: await judged(app, { carrier, author: principal, changes: changes.data })
		};
	} catch (error) {
		if (error instanceof LockedMeanwhile) return { ok: false, fault: 'parcel.locked' };
		if (error instanceof HandoverFull) return { ok: false, fault: 'parcel.too-large' };
		throw error;
	}
}

/** Whether the author belongs to the carrier’s own organisation or one below: then a fault has a name. */
async function isAbove(
	app: App,
	{ campus, orgId }: Principal,
	author: Principal
): Promise<boolean> {
	return covers(orgId, await orgOf(app.db, campus, author.orgId));
}

/** A device nobody knows and one of another campus are one answer (R-AZ-03). */
async function authorOf(
	app: App,
	campus: string,
	device: string
): Promise<{ principal: Principal; escrow: string | null } | undefined> {
	const found = await app.db
		.selectFrom('device')
		.select(['account', 'escrow'])
		.where('id', '=', device)
		.executeTakeFirst();
	const principal = found && (await principalOf(app.db, { account: found.account, id: device }));
	return principal?.campus === campus ? { principal, escrow: found?.escrow ?? null } : undefined;
}

/** A key sealed under another key of the server’s, after a restoration without it, opens nothing. */
function keyOf(
	app: App,
	{ account, device }: Principal,
	escrow: string | null
): Buffer | undefined {
	return escrow === null ? undefined : openKey(app, account, device, escrow);
}

const nothing = { applied: 0, refused: 0, known: 0, unjudged: 0 };

interface Bringing {
	carrier: Principal;
	author: Principal;
	changes: Change[];
}

async function judged(app: App, bringing: Bringing): Promise<HandedIn> {
	const at = app.now().toISOString();
	const { carrier, author, changes } = bringing;
	const taken = await transact(app.db, (trx) => accept(trx, bringing, at));
	if ('held' in taken) return { ...nothing, held: taken.held };
	const accepted = taken;
	for (const defect of accepted.defects) logError('change.defect', author.device, defect);
	if (accepted.clock !== undefined) app.bus.tell(carrier.campus, accepted.clock);
	const { verdicts, fresh } = accepted;
	const sum = { ...nothing, unjudged: changes.length - verdicts.length };
	for (const { id, verdict } of verdicts) sum[fresh.has(id) ? verdict : 'known'] += 1;
	return sum;
}

/**
 * The verdicts, and in the log who brought what was new; all of it or nothing. A file of a device
 * that was revoked since is handed over like the rest of it: a superior looks first.
 */
async function accept(
	trx: Trx,
	{ carrier, author, changes }: Bringing,
	at: string
): Promise<(Omit<Accepted, 'clock'> & { clock: number | undefined }) | { held: number }> {
	// Asked under the lock of the campus clock, which locking and revoking take as well.
	await holdClock(trx, carrier.campus);
	await stillEnrolled(trx, carrier);
	await notLocked(trx, author.account);
	if (await isRevoked(trx, author)) return { held: await quarantine(trx, author, changes, at) };
	const accepted = await acceptAll(trx, author, changes, at);
	if (accepted.fresh.size === 0) return { ...accepted, clock: undefined };
	const line = { name: 'parcel.hand-in', account: author.account, device: author.device } as const;
	return { ...accepted, clock: await audit(trx, carrier, line, at) };
}

async function isRevoked(trx: Trx, { device }: Principal): Promise<boolean> {
	const found = await trx
		.selectFrom('device')
		.select('revoked_at')
		.where('id', '=', device)
		.executeTakeFirstOrThrow();
	return found.revoked_at !== null;
}

async function notLocked(trx: Trx, account: string): Promise<void> {
	const found = await trx
		.selectFrom('account')
		.select('locked')
		.where('name', '=', account)
		.executeTakeFirstOrThrow();
	if (found.locked !== 0) throw new LockedMeanwhile();
}
