import { z } from 'zod';
import { AccountName } from '#domain/account/account';
import type { App } from '#server/app';
import type { Trx } from '#server/db/schema';
import { storable } from '#server/db/storable';
import {
	hashing,
	hashPassword,
	isOutdated,
	isPassword,
	nobodysHash
} from '#server/session/password';
import { startSession, sweepSessions } from '#server/session/session';
import { clearTries, countTry, type Source } from '#server/session/throttle';

/** What the sign-in page sends. */
export const Credentials = z.strictObject({
	account: z.string().max(200),
	password: z.string().max(1000),
	device: z.strictObject({ id: z.uuid(), name: z.string().max(200).transform(storable) })
});
export type Credentials = z.infer<typeof Credentials>;

export type SignInResult =
	| { kind: 'in'; token: string }
	/** Unknown, wrong, malformed: one answer, in the same time. */
	| { kind: 'refused' }
	| { kind: 'wait'; seconds: number };

/** Seconds after which a queue that is full now has moved on. */
const QUEUE_SECONDS = 2;

export async function signIn(
	app: App,
	{ account, password, device }: Credentials,
	address: string
): Promise<SignInResult> {
	if (hashing.isFull) return { kind: 'wait', seconds: QUEUE_SECONDS };
	const named = AccountName.safeParse(account);
	// Whatever is no account’s name shares one counter per address.
	const name = named.success ? named.data : '?';
	const source: Source = { address };
	if (await knows(app, name, device.id)) source.device = device.id;
	const seconds = await countTry(app, name, source);
	if (seconds > 0) return { kind: 'wait', seconds };
	const held = await app.db
		.selectFrom('account')
		.select('password_hash')
		.where('name', '=', name)
		.executeTakeFirst();
	const isRight = await isPassword(password, held?.password_hash ?? nobodysHash);
	if (!held || !isRight) return { kind: 'refused' };
	await clearTries(app, name, source);
	const renewed = isOutdated(held.password_hash) ? await hashPassword(password) : undefined;
	const token = await app.db.transaction().execute(async (trx) => {
		const now = app.now();
		await sweepSessions(trx, now);
		await enrol(trx, name, device, now);
		const hash = renewed === undefined ? {} : { password_hash: renewed };
		await trx
			.updateTable('account')
			.set({ last_sign_in: now.toISOString(), ...hash })
			.where('name', '=', name)
			.execute();
		return startSession(trx, { account: name, device: device.id }, now);
	});
	return { kind: 'in', token };
}

async function knows(app: App, account: string, device: string): Promise<boolean> {
	const known = await app.db
		.selectFrom('device')
		.select('id')
		.where('account', '=', account)
		.where('id', '=', device)
		.executeTakeFirst();
	return known !== undefined;
}

async function enrol(
	trx: Trx,
	account: string,
	{ id, name }: Credentials['device'],
	now: Date
): Promise<void> {
	await trx
		.insertInto('device')
		.values({ account, id, name, created: now.toISOString(), last_exchange: null })
		.onConflict((conflict) => conflict.columns(['account', 'id']).doUpdateSet({ name }))
		.execute();
}
