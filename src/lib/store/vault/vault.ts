import { defaultKdf, type Kdf } from '#store/vault/argon2';
import type { BranchStore, Sealed, VaultRecord } from '#store/disk/db';
import { deriveInWorker, type Derive } from '#store/vault/derive';
import type { AccountInfo } from '#store/disk/account-info';
import { seal, unseal, type Place } from '#store/disk/seal';

/** How a password becomes a key; tests take a cheaper one. */
export interface VaultPorts {
	derive?: Derive;
	kdf?: Kdf;
	/** Kept in a new header. */
	deviceSecret?: string | undefined;
	/** Shown a copy of the raw data key while it is at hand, for the escrow. */
	onRaw?: (raw: Uint8Array<ArrayBuffer>) => void;
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

/** Whether the header belongs to the same vault, whatever else of it has changed. */
export function isSameVault(one: VaultRecord, other: VaultRecord | undefined): boolean {
	return other !== undefined && (one.id ?? '') === (other.id ?? '');
}

export function accountOf(record: VaultRecord): AccountInfo {
	const { account, kind, orgId, orgName, deviceId } = record;
	return { account, kind, orgId, orgName, deviceId };
}

/** The header as the server names account, organisation and device now. */
export function renamed(
	record: VaultRecord,
	account: AccountInfo,
	{ deviceSecret, isEscrowed }: { deviceSecret: string | undefined; isEscrowed: boolean }
): VaultRecord {
	const isSameDevice = record.deviceId === account.deviceId;
	const escrowed = isSameDevice && isEscrowed && record.escrowed === true;
	return { ...record, ...account, ...(deviceSecret && { deviceSecret }), escrowed };
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
	const { deviceSecret } = ports;
	const secret = deviceSecret === undefined ? {} : { deviceSecret };
	const id = crypto.randomUUID();
	const header: VaultRecord = { key: 'header', version: 1, id, ...account, ...secret, ...wrapped };
	if (!(await db.found(header))) throw new Error('a vault is here already');
	ports.onRaw?.(raw.slice());
	return importKey(raw);
}

/** The data key; undefined when the password is wrong, which only the seal can tell (R-OFF-03). */
export async function openVault(
	record: VaultRecord,
	password: string,
	ports: VaultPorts = {}
): Promise<CryptoKey | undefined> {
	const raw = await unwrap(record, password, ports);
	if (raw) ports.onRaw?.(raw.slice());
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
	return headerUnder(record, raw, next, ports);
}

/** The header with this data key under this password. The bytes given are wiped. */
async function headerUnder(
	record: VaultRecord,
	raw: Uint8Array<ArrayBuffer>,
	password: string,
	ports: VaultPorts
): Promise<VaultRecord> {
	const wrapped = await wrap(record.account, password, raw, ports);
	raw.fill(0);
	return { ...record, ...wrapped };
}

/**
 * The vault under a new password with the data key from escrow (V-3); undefined when it is not the
 * key of what lies here, which then stays under the password it has.
 */
export async function adoptKey(
	db: BranchStore,
	record: VaultRecord,
	{ raw, password }: { raw: Uint8Array<ArrayBuffer>; password: string },
	ports: VaultPorts = {}
): Promise<{ key: CryptoKey; header: VaultRecord } | undefined> {
	const key = await importKey(raw.slice());
	if (!(await opensContents(db, key, record.account))) return undefined;
	return { key, header: await headerUnder(record, raw, password, ports) };
}

/** Whether the key opens one of the things that lie here; an empty vault takes any key. */
async function opensContents(db: BranchStore, key: CryptoKey, account: string): Promise<boolean> {
	const state = await db.meta.get('state');
	const line = await db.journal.orderBy('seq').last();
	const pack = await db.pack.toCollection().first();
	const all: [Place['table'], string, Sealed][] = [];
	if (state) all.push(['meta', 'state', state.sealed]);
	if (line) all.push(['journal', line.id, line.sealed]);
	if (pack) all.push(['pack', pack.id, pack.sealed]);
	for (const [table, id, sealed] of all) {
		if (await unseal(key, { account, table, id }, sealed)) return true;
	}
	return all.length === 0;
}
