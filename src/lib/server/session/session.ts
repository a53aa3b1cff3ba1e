import { createHash, randomBytes } from 'node:crypto';
import type { App } from '#server/app';
import type { Database, Trx } from '#server/db/schema';
import type { Who } from '#server/sync/who';

const HOUR = 3_600_000;
/** A session ends a day after its last use, and two weeks after its beginning. */
const IDLE = 24 * HOUR;
export const LONGEST = 14 * 24 * HOUR;
/** Written at most this often; a read stays a read. */
const SEEN_EVERY = HOUR / 12;

/** A live session: who asks, and what he has to do first. */
export interface SignedIn extends Who {
	/** The first password and a reset one have to be replaced before anything else. */
	mustChange: boolean;
	tokenHash: string;
}

/** The database holds only this of a token. */
function hashOf(token: string): string {
	return createHash('sha256').update(token).digest('hex');
}

/** A new token of 256 random bits; the caller puts it in the cookie and nowhere else. */
export async function startSession(
	db: Database | Trx,
	{ account, device }: { account: string; device: string },
	now: Date
): Promise<string> {
	const token = randomBytes(32).toString('base64url');
	const at = now.toISOString();
	await db
		.insertInto('session')
		.values({ token_hash: hashOf(token), account, device, created: at, last_seen: at })
		.execute();
	return token;
}

/** Who the cookie belongs to, by the server’s clock; undefined when nobody (any more). */
export async function findSession(app: App, token: string): Promise<SignedIn | undefined> {
	const found = await app.db
		.selectFrom('session')
		.innerJoin('account', 'account.name', 'session.account')
		.select(['token_hash', 'account', 'device', 'created', 'last_seen'])
		.select(['campus', 'org_id', 'kind', 'must_change'])
		.where('token_hash', '=', hashOf(token))
		.executeTakeFirst();
	if (!found) return undefined;
	const now = app.now();
	const idle = now.getTime() - Date.parse(found.last_seen);
	if (idle >= IDLE || now.getTime() - Date.parse(found.created) >= LONGEST) {
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
		tokenHash: found.token_hash
	};
}

/** Whether the session has not been ended, for streams that began with it. */
export async function isLive({ db }: App, tokenHash: string): Promise<boolean> {
	const found = await db
		.selectFrom('session')
		.select('token_hash')
		.where('token_hash', '=', tokenHash)
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

/** Every session of the account, on whatever device. The devices lock; they erase nothing. */
export async function endSessionsOf(db: Database | Trx, account: string): Promise<void> {
	await db.deleteFrom('session').where('account', '=', account).execute();
}

/** Sessions past their longest life; one of them at a time is not worth a timer. */
export async function sweepSessions(db: Database | Trx, now: Date): Promise<void> {
	const oldest = new Date(now.getTime() - LONGEST).toISOString();
	await db.deleteFrom('session').where('created', '<', oldest).execute();
}
