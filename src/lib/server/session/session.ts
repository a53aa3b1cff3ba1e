import { ageOf, SKEW_MS } from '#server/age';
import type { App } from '#server/app';
import type { Database, Trx } from '#server/db/schema';
import { drawSecret, hashOf } from '#server/session/secret';
import type { Principal } from '#server/sync/principal';

const HOUR = 3_600_000;
/** A session ends a day after its last use, and two weeks after its beginning. */
const IDLE = 24 * HOUR;
export const LONGEST = 14 * 24 * HOUR;
/** Written at most this often; a read stays a read. */
const SEEN_EVERY = HOUR / 12;

/** A live session: who asks, and what he has to do first. */
export interface SignedIn extends Principal {
	/** The first password and a reset one have to be replaced before anything else. */
	mustChange: boolean;
	tokenHash: string;
	/** The device was revoked: its session opens nothing any more (V-5). */
	revoked: boolean;
	/** What the device said last. */
	contact: { last: string | null; unsent: number | null };
}

/** How long after a sign-in the data key is given back. */
export const ESCROW_OPEN = HOUR / 12;

interface NewSession {
	account: string;
	device: string;
	/** The account’s, read in the same transaction. */
	generation: number;
	/** A fresh sign-in on a device that proved itself. */
	opensEscrow?: boolean;
}

/** A new token of 256 random bits; the caller puts it in the cookie and nowhere else. */
export async function startSession(
	db: Database | Trx,
	{ account, device, generation, opensEscrow = false }: NewSession,
	now: Date
): Promise<string> {
	const token = drawSecret();
	const until = new Date(now.getTime() + ESCROW_OPEN).toISOString();
	const escrow_until = opensEscrow ? until : null;
	const at = now.toISOString();
	await db
		.insertInto('session')
		.values({
			token_hash: hashOf(token),
			account,
			device,
			created: at,
			last_seen: at,
			escrow_until,
			generation
		})
		.execute();
	return token;
}

/** Who the cookie belongs to, by the server’s clock; undefined when nobody (any more). */
export async function findSession(app: App, token: string): Promise<SignedIn | undefined> {
	const found = await holding(app.db, hashOf(token))
		.leftJoin('device', (join) =>
			join.onRef('device.account', '=', 'session.account').onRef('device.id', '=', 'session.device')
		)
		.select(['session.token_hash', 'session.account', 'session.device'])
		.select(['session.created', 'session.last_seen'])
		.select(['account.campus', 'account.org_id', 'account.kind', 'account.must_change'])
		.select(['device.revoked_at', 'device.last_exchange', 'device.unsent'])
		.executeTakeFirst();
	if (!found) return undefined;
	const now = app.now();
	const idle = ageOf(found.last_seen, now);
	if (idle >= IDLE || ageOf(found.created, now) >= LONGEST) {
		await endSession(app.db, found.token_hash);
		return undefined;
	}
	if (idle >= SEEN_EVERY) await touch(app, found.token_hash, now);
	return {
		account: found.account,
		kind: found.kind === 'a' ? 'a' : 'u',
		orgId: found.org_id,
		campus: found.campus,
		device: found.device,
		mustChange: found.must_change !== 0,
		tokenHash: found.token_hash,
		revoked: found.revoked_at !== null,
		contact: { last: found.last_exchange, unsent: found.unsent }
	};
}

/** The session, while its account is open and its password is the one it began under. */
function holding(db: Database | Trx, tokenHash: string) {
	return db
		.selectFrom('session')
		.innerJoin('account', 'account.name', 'session.account')
		.where('session.token_hash', '=', tokenHash)
		.where('account.locked', '=', 0)
		.whereRef('account.generation', '=', 'session.generation');
}

/** Whether the session still opens anything, asked where its right is used. */
export async function isHolding(db: Database | Trx, tokenHash: string): Promise<boolean> {
	const found = await holding(db, tokenHash).select('session.token_hash').executeTakeFirst();
	return found !== undefined;
}

/** Whether neither session nor device has been ended, for streams that began with it. */
export async function isLive({ db }: App, tokenHash: string): Promise<boolean> {
	const found = await holding(db, tokenHash)
		.leftJoin('device', (join) =>
			join.onRef('device.account', '=', 'session.account').onRef('device.id', '=', 'session.device')
		)
		.select('session.token_hash')
		.where('device.revoked_at', 'is', null)
		.executeTakeFirst();
	return found !== undefined;
}

async function touch(app: App, tokenHash: string, now: Date): Promise<void> {
	await app.db
		.updateTable('session')
		.set({ last_seen: now.toISOString() })
		.where('token_hash', '=', tokenHash)
		.execute();
}

export async function endSession(db: Database | Trx, tokenHash: string): Promise<void> {
	await db.deleteFrom('session').where('token_hash', '=', tokenHash).execute();
}

/**
 * Every session of the account, on whatever device, and every sign-in that is under way. The devices
 * lock; they erase nothing.
 */
export async function endSessionsOf(trx: Trx, account: string): Promise<void> {
	await trx
		.updateTable('account')
		.set((eb) => ({ generation: eb('generation', '+', 1) }))
		.where('name', '=', account)
		.execute();
	await trx.deleteFrom('session').where('account', '=', account).execute();
}

/** Sessions past their longest life; one of them at a time is not worth a timer. */
export async function sweepSessions(db: Database | Trx, now: Date): Promise<void> {
	const oldest = new Date(now.getTime() - LONGEST).toISOString();
	const future = new Date(now.getTime() + SKEW_MS).toISOString();
	await db
		.deleteFrom('session')
		.where((eb) => eb.or([eb('created', '<', oldest), eb('created', '>', future)]))
		.execute();
}
