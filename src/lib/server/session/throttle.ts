import { sql } from 'kysely';
import { SKEW_MS } from '#server/age';
import type { App } from '#server/app';

const MINUTE = 60_000;

/** Ten failures of one account from one source, then a quarter of an hour of silence for that pair. */
const MOST = 10;
/** Failures of one address over all accounts: a whole campus may stand behind one address. */
const MOST_OF_ADDRESS = 100;
const PAUSE = 15 * MINUTE;
const FORGOTTEN = 24 * 60 * MINUTE;

/** Where a sign-in comes from: a device that has signed in before has a counter of its own. */
export interface Source {
	/** '' where the server does not learn it; then only the account’s own failures count. */
	address: string;
	/** Only where the account knows it. */
	device?: string;
}

interface Counter {
	account: string;
	source: string;
	most: number;
}

function pairOf(account: string, { address, device }: Source): Counter {
	const source = device === undefined ? `address:${address}` : `device:${device}`;
	return { account, source, most: MOST };
}

/** A device the account knows is nobody to be counted together with strangers (R-RL-02). */
function addressOf({ address, device }: Source): Counter | undefined {
	if (device !== undefined || address === '') return undefined;
	return { account: '', source: `address:${address}`, most: MOST_OF_ADDRESS };
}

/**
 * Whether a try may be judged. The pair counts it beforehand, so that many at once count as many; a
 * try that has to wait counts nowhere.
 * @returns whole seconds to wait; 0 when it may be judged now
 */
export async function beginTry(app: App, account: string, source: Source): Promise<number> {
	const now = app.now().getTime();
	await app.db
		.deleteFrom('attempt')
		.where((eb) =>
			// What a clock that was ahead counted would pause for as long as it was ahead.
			eb.or([eb('last_at', '<', now - FORGOTTEN), eb('last_at', '>', now + SKEW_MS)])
		)
		.execute();
	const address = addressOf(source);
	const seconds = address ? await pauseOf(app, address, now) : 0;
	return seconds > 0 ? seconds : count(app, pairOf(account, source), now);
}

/** The password was wrong: the address is charged as well. A right one never is. */
export async function countFailure(app: App, source: Source): Promise<void> {
	const address = addressOf(source);
	if (address) await count(app, address, app.now().getTime());
}

async function pauseOf(app: App, { account, source, most }: Counter, now: number): Promise<number> {
	const row = await app.db
		.selectFrom('attempt')
		.select(['failed', 'last_at'])
		.where('account', '=', account)
		.where('source', '=', source)
		.where('last_at', '>', now - PAUSE)
		.executeTakeFirst();
	return row && row.failed >= most ? secondsUntil(row.last_at + PAUSE, now) : 0;
}

/** During a pause nothing moves, so that trying prolongs nothing. */
async function count(app: App, { account, source, most }: Counter, now: number): Promise<number> {
	const isOld = sql<boolean>`attempt.last_at <= ${now - PAUSE}`;
	const row = await app.db
		.insertInto('attempt')
		.values({ account, source, failed: 1, last_at: now })
		.onConflict((conflict) =>
			conflict.columns(['account', 'source']).doUpdateSet({
				failed: sql<number>`case when ${isOld} then 1 when attempt.failed > ${most}
					then attempt.failed else attempt.failed + 1 end`,
				last_at: sql<number>`case when not (${isOld}) and attempt.failed >= ${most}
					then attempt.last_at else ${now} end`
			})
		)
		.returning(['failed', 'last_at'])
		.executeTakeFirstOrThrow();
	return row.failed > most ? secondsUntil(row.last_at + PAUSE, now) : 0;
}

function secondsUntil(end: number, now: number): number {
	return Math.max(1, Math.ceil((end - now) / 1000));
}

/** The try was right: its pair starts anew. */
export async function clearTries(app: App, account: string, source: Source): Promise<void> {
	const pair = pairOf(account, source);
	await app.db
		.deleteFrom('attempt')
		.where('account', '=', pair.account)
		.where('source', '=', pair.source)
		.execute();
}
