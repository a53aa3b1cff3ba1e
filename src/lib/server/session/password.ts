import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { Turns } from '#server/session/turns';

/** 19 MiB, two passes, one lane: the floor of the OWASP sheet, about 40 ms on one core. */
const COST = { memory: 19 * 1024, passes: 2, parallelism: 1 };
const TAG = 32;
const SALT = 16;

/** A hash takes a core and 19 MiB: few at once, or sign-in could starve everybody else. */
export const hashing = new Turns(4, 50);

interface Cost {
	memory: number;
	passes: number;
	parallelism: number;
}

function derive(password: string, salt: Buffer, cost: Cost, tagLength: number): Promise<Buffer> {
	const parameters = { message: Buffer.from(password, 'utf8'), nonce: salt, tagLength, ...cost };
	return hashing.run(
		() =>
			new Promise((resolve, reject) => {
				argon2('argon2id', parameters, (error, key) => (error ? reject(error) : resolve(key)));
			})
	);
}

/** Argon2id in the usual text form, which carries salt and parameters. */
export async function hashPassword(password: string): Promise<string> {
	const salt = randomBytes(SALT);
	const tag = await derive(password, salt, COST, TAG);
	const { memory, passes, parallelism } = COST;
	const cost = `m=${memory},t=${passes},p=${parallelism}`;
	return `$argon2id$v=19$${cost}$${base64(salt)}$${base64(tag)}`;
}

const FORM = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/;

/** Whether the password belongs to the hash; takes as long when it does not. */
export async function isPassword(password: string, stored: string): Promise<boolean> {
	const match = FORM.exec(stored);
	if (!match) throw new Error('a stored password hash has another form');
	const [, memory, passes, parallelism, salt, tag] = match;
	const cost = { memory: Number(memory), passes: Number(passes), parallelism: Number(parallelism) };
	const expected = Buffer.from(tag ?? '', 'base64');
	const made = await derive(password, Buffer.from(salt ?? '', 'base64'), cost, expected.length);
	return timingSafeEqual(made, expected);
}

/** Whether it was made with a lower cost than today’s. */
export function isOutdated(stored: string): boolean {
	return !stored.startsWith(
		`$argon2id$v=19$m=${COST.memory},t=${COST.passes},p=${COST.parallelism}$`
	);
}

/** A hash of nobody’s password, so that an unknown account takes as long as a known one. */
export const nobodysHash = `$argon2id$v=19$m=${COST.memory},t=${COST.passes},p=${COST.parallelism}$${base64(randomBytes(SALT))}$${base64(randomBytes(TAG))}`;

function base64(bytes: Buffer): string {
	return bytes.toString('base64').replace(/=+$/, '');
}
