import { z } from 'zod';
import { AccountName } from '#domain/account/account';
import { plainCode } from '#domain/account/activation-code';
import type { App } from '#server/app';
import { storable } from '#server/db/storable';
import { enrol, findDevice } from '#server/session/device';
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
	device: z.strictObject({
		id: z.uuid(),
		name: z.string().max(200).transform(storable),
		/** 256 bits that the device drew when its vault was made; they live and die with it. */
		secret: z
			.string()
			.regex(/^[A-Za-z0-9_-]{43}$/)
			.optional()
	})
});
export type Credentials = z.infer<typeof Credentials>;

export type SignInResult =
	| { kind: 'in'; token: string }
	/** Right, but the device is another account’s or cannot prove itself: it takes a new id. */
	| { kind: 'taken' }
	/** Right, but this device was revoked (V-5). */
	| { kind: 'revoked' }
	/** Unknown, wrong, malformed: one answer, in the same time. */
	| { kind: 'refused' }
	| { kind: 'wait'; seconds: number };

/** Seconds after which a queue that is full now has moved on. */
const QUEUE_SECONDS = 2;

export async function signIn(
	app: App,
	credentials: Credentials,
	address: string
): Promise<SignInResult> {
	if (hashing.isFull) return { kind: 'wait', seconds: QUEUE_SECONDS };
	const { device, password } = credentials;
	const named = AccountName.safeParse(credentials.account);
	// Whatever is no account’s name shares one counter per address.
	const account = named.success ? named.data : '?';
	const source: Source = { address };
	const known = await findDevice(app.db, device.id, device.secret);
	if (known?.account === account) source.device = device.id;
	const seconds = await countTry(app, account, source);
	if (seconds > 0) return { kind: 'wait', seconds };
	const held = await app.db
		.selectFrom('account')
		.select(['password_hash', 'code_until', 'code_device', 'locked'])
		.where('name', '=', account)
		.executeTakeFirst();
	const typed = held?.code_until ? plainCode(password) : password;
	// Hashed in every case, so that no answer comes sooner than another one.
	const isRight = await isPassword(typed, held?.password_hash ?? nobodysHash);
	if (!held || !isRight || held.locked !== 0 || !isGood(held, device.id, app.now())) {
		return { kind: 'refused' };
	}
	await clearTries(app, account, source);
	const renewed = isOutdated(held.password_hash) ? await hashPassword(typed) : undefined;
	return begin(app, account, { device, renewed, isCode: held.code_until !== null });
}

/** A code is good for 72 hours and for the one device that uses it first. */
function isGood(
	{ code_until, code_device }: { code_until: string | null; code_device: string | null },
	device: string,
	now: Date
): boolean {
	if (code_until === null) return true;
	return code_until > now.toISOString() && (code_device ?? device) === device;
}

interface Begin {
	device: Credentials['device'];
	/** The password’s hash at today’s cost. */
	renewed: string | undefined;
	isCode: boolean;
}

function begin(
	app: App,
	account: string,
	{ device, renewed, isCode }: Begin
): Promise<SignInResult> {
	return app.db.transaction().execute(async (trx): Promise<SignInResult> => {
		const now = app.now();
		await sweepSessions(trx, now);
		const enrolled = await enrol(trx, account, device, now);
		if (enrolled.kind !== 'enrolled') return enrolled;
		await trx
			.updateTable('account')
			.set({
				last_sign_in: now.toISOString(),
				...(renewed === undefined ? {} : { password_hash: renewed }),
				...(isCode ? { code_device: device.id } : {})
			})
			.where('name', '=', account)
			.execute();
		const opensEscrow = enrolled.isProven && enrolled.escrowed;
		const token = await startSession(trx, { account, device: device.id, opensEscrow }, now);
		return { kind: 'in', token };
	});
}
