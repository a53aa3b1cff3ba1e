import { z } from 'zod';
import { AccountName } from '#domain/account/account';
import { plainCode } from '#domain/account/activation-code';
import type { App } from '#server/app';
import type { Trx } from '#server/db/schema';
import { storable } from '#server/db/storable';
import { transact } from '#server/db/transact';
import { enrol, findDevice } from '#server/session/device';
import {
	hashing,
	hashPassword,
	isOutdated,
	isPassword,
	nobodysHash
} from '#server/session/password';
import { startSession, sweepSessions } from '#server/session/session';
import { closedFor, standingOf, type Closed } from '#server/session/standing';
import { holdAccount } from '#server/session/still-enrolled';
import { beginTry, clearTries, countFailure, type Source } from '#server/session/throttle';

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
	| {
			kind: 'refused';
			/**
			 * To a device that has proved itself only: the account’s password came out of a backup of
			 * that time. The device shows it to whoever opens its vault with the password typed.
			 */
			restored?: string;
	  }
	/** Right, and the account does not open: only who knows the password is told why. */
	| { kind: 'closed'; why: Closed }
	/** Right, but the account has as many devices as it may have. */
	| { kind: 'too-many' }
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
	const seconds = await beginTry(app, account, source);
	if (seconds > 0) return { kind: 'wait', seconds };
	const held = await standingOf(app.db, account);
	const typed = held?.code_until ? plainCode(password) : password;
	// Hashed in every case, so that no answer comes sooner than another one.
	const isRight = await isPassword(typed, held?.password_hash ?? nobodysHash);
	if (!held || !isRight) {
		await countFailure(app, source);
		const restored = source.device === undefined ? null : (held?.restored_from ?? null);
		return { kind: 'refused', ...(restored !== null && { restored }) };
	}
	await clearTries(app, account, source);
	const renewed = isOutdated(held.password_hash) ? await hashPassword(typed) : undefined;
	return begin(app, account, { device, renewed, generation: held.generation });
}

interface Begin {
	device: Credentials['device'];
	/** The password’s hash at today’s cost. */
	renewed: string | undefined;
	/** The one whose password was found right. */
	generation: number;
}

/** Thrown to undo what an enrolment that failed has begun. */
class NotEnrolled extends Error {
	override readonly name = 'NotEnrolled';
	readonly result: SignInResult;

	constructor(result: SignInResult) {
		super(result.kind);
		this.result = result;
	}
}

async function begin(app: App, account: string, asked: Begin): Promise<SignInResult> {
	try {
		return await transact(app.db, (trx) => beginIn(trx, account, asked, app.now()));
	} catch (error) {
		if (error instanceof NotEnrolled) return error.result;
		throw error;
	}
}

/**
 * Hashing took its time: whether the account opens, and with this password, is judged here, under
 * the lock of its row, which locking, resetting and a new password take as well.
 */
async function beginIn(
	trx: Trx,
	account: string,
	{ device, renewed, generation }: Begin,
	now: Date
): Promise<SignInResult> {
	await holdAccount(trx, account);
	const held = await standingOf(trx, account);
	if (!held) return { kind: 'refused' };
	// A lock ends the generation and keeps the password; anything else made it another one.
	if (held.generation !== generation && held.locked === 0) return { kind: 'refused' };
	const why = closedFor(held, device.id, now);
	if (why) return { kind: 'closed', why };
	await sweepSessions(trx, now);
	const enrolled = await enrol(trx, account, device, now);
	if (enrolled.kind !== 'enrolled') throw new NotEnrolled(enrolled);
	await trx
		.updateTable('account')
		.set({
			last_sign_in: now.toISOString(),
			...(renewed === undefined ? {} : { password_hash: renewed }),
			...(held.code_until === null ? {} : { code_device: device.id })
		})
		.where('name', '=', account)
		.execute();
	const opensEscrow = enrolled.isProven && enrolled.escrowed;
	const session = { account, device: device.id, generation, opensEscrow };
	return { kind: 'in', token: await startSession(trx, session, now) };
}
