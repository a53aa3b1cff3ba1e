import { sql } from 'kysely';
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
	address: string;
	/** Only where the account knows it. */
	device?: string;
}

interface Counter {
	account: string;
	source: string;
	most: number;
}

function countersOf(account: string, { address, device }: Source): Counter[] {
	if (device !== undefined) return [{ account, source: `device:${device}`, most: MOST }];
	const source = `address:${address}`;
	return [
		{ account, source, most: MOST },
		{ account: '', source, most: MOST_OF_ADDRESS }
	];
}

/**
 * Counts a try before it is judged, so that many at once count as many.
 * @returns whole seconds to wait; 0 when it may be judged now
 */
export async function countTry(app: App, account: string, source: Source): Promise<number> {
	const now = app.now().getTime();
	await app.db
		.deleteFrom('attempt')
		.where('last_at', '<', now - FORGOTTEN)
		.execute();
	let seconds = 0;
	for (const counter of countersOf(account, source)) {
		seconds = Math.max(seconds, await count(app, counter, now));
	}
	return seconds;
}

/** During a pause `last_at` stands still, so that trying does not prolong it. */
async function count(app: App, { account, source, most }: Counter, now: number): Promise<number> {
	const isOld = sql<boolean>`attempt.last_at <= ${now - PAUSE}`;
	const row = await app.db
		.insertInto('attempt')
		.values({ account, source, failed: 1, last_at: now })
		.onConflict((conflict) =>
			conflict.columns(['account', 'source']).doUpdateSet({
				failed: sql<number>`case when ${isOld} then 1 else attempt.failed + 1 end`,
				last_at: sql<number>`case when not (${isOld}) and attempt.failed >= ${most}
					then attempt.last_at else ${now} end`
			})
		)
		.returning(['failed', 'last_at'])
		.executeTakeFirstOrThrow();
	return row.failed > most ? Math.max(1, Math.ceil((row.last_at + PAUSE - now) / 1000)) : 0;
}

/** The try was right: its pair starts anew, and the address gets its try back. */
export async function clearTries(app: App, account: string, source: Source): Promise<void> {
	for (const counter of countersOf(account, source)) {
		const { db } = app;
		const query = counter.account === '' ? giveBack(db, counter.source) : forget(db, counter);
		await query.execute();
	}
}

function forget(db: App['db'], { account, source }: Counter) {
	return db.deleteFrom('attempt').where('account', '=', account).where('source', '=', source);
}

function giveBack(db: App['db'], source: string) {
	return db
		.updateTable('attempt')
		.set((eb) => ({ failed: eb('failed', '-', 1) }))
		.where('account', '=', '')
		.where('source', '=', source)
		.where('failed', '>', 0);
}
