import { defaultKdf, type Kdf } from '#store/argon2';
import type { BranchStore, Sealed, VaultRecord } from '#store/db';
import { deriveInWorker, type Derive } from '#store/derive';
import type { AccountInfo } from '#store/replica';
import { seal, unseal, type Place } from '#store/seal';

/** How a password becomes a key; tests take a cheaper one. */
export interface VaultPorts {
	derive?: Derive;
	kdf?: Kdf;
}

function placeOf(account: string): Place {
	return { account, table: 'vault', id: 'header' };
}

/** Non-extractable: the data key never leaves WebCrypto again. The bytes given are wiped. */
async function importKey(raw: Uint8Array<ArrayBuffer>): Promise<CryptoKey> {
	const key = await crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['encrypt', 'decrypt']);
	raw.fill(0);
	return key;
}

async function wrap(
	account: string,
	password: string,
	raw: Uint8Array<ArrayBuffer>,
	{ derive = deriveInWorker, kdf = defaultKdf }: VaultPorts
): Promise<Pick<VaultRecord, 'salt' | 'kdf' | 'wrapped'>> {
	const salt = crypto.getRandomValues(new Uint8Array(16));
	const over = await importKey(await derive({ password, salt, kdf }));
	return { salt, kdf, wrapped: await seal(over, placeOf(account), raw) };
}

async function unwrap(
	record: VaultRecord,
	password: string,
	{ derive = deriveInWorker }: VaultPorts
): Promise<Sealed | undefined> {
	const { account, salt, kdf, wrapped } = record;
	const over = await importKey(await derive({ password, salt, kdf }));
	return unseal(over, placeOf(account), wrapped);
}

export function readVault(db: BranchStore): Promise<VaultRecord | undefined> {
	return db.vault.get('header');
}

export function accountOf(record: VaultRecord): AccountInfo {
	const { account, kind, orgId, orgName, deviceId } = record;
	return { account, kind, orgId, orgName, deviceId };
}

/** A new random data key under the password. Replaces nothing: fails if a header exists. */
export async function createVault(
	db: BranchStore,
	account: AccountInfo,
	password: string,
	ports: VaultPorts = {}
): Promise<CryptoKey> {
	const raw = crypto.getRandomValues(new Uint8Array(32));
	const wrapped = await wrap(account.account, password, raw, ports);
	await db.vault.add({ key: 'header', version: 1, ...account, ...wrapped });
	return importKey(raw);
}

/** The data key; undefined when the password is wrong, which only the seal can tell (R-OFF-03). */
export async function openVault(
	record: VaultRecord,
	password: string,
	ports: VaultPorts = {}
): Promise<CryptoKey | undefined> {
	const raw = await unwrap(record, password, ports);
	return raw && importKey(raw);
}

/**
 * The header under a new password, ready to be put; undefined when `current` is wrong.
 * Only the few bytes of the wrapped key change, never the sealed rows (R-OFF-01).
 */
export async function rewrapped(
	record: VaultRecord,
	current: string,
	next: string,
	ports: VaultPorts = {}
): Promise<VaultRecord | undefined> {
	const raw = await unwrap(record, current, ports);
	if (!raw) return undefined;
	const wrapped = await wrap(record.account, next, raw, ports);
	raw.fill(0);
	return { ...record, ...wrapped };
}
