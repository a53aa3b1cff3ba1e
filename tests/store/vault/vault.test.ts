import { argon2Sync } from 'node:crypto';
import { afterEach, expect, test } from 'vitest';
import { argon2, type Kdf } from '#store/vault/argon2';
import { BranchStore } from '#store/disk/db';
import { Pin } from '#store/vault/pin';
import { seal, unseal } from '#store/disk/seal';
import { createVault, openVault, readVault, rewrapped, type VaultPorts } from '#store/vault/vault';
import { newKey, ownIndexedDb, secretary } from '../../support/device';

const cheap: Kdf = { name: 'argon2id', memoryKiB: 64, passes: 1, lanes: 1 };
const ports: VaultPorts = { derive: argon2, kdf: cheap };
const stores: BranchStore[] = [];
afterEach(() => stores.splice(0).forEach((db) => db.close()));

async function aVault(password: string) {
	const db = new BranchStore(secretary.account, ownIndexedDb());
	stores.push(db);
	const key = await createVault(db, secretary, password, ports);
	return { db, key, header: (await readVault(db))! };
}

const place = { account: 'u1', table: 'journal', id: 'x' } as const;
const text = new TextEncoder().encode('内容');

async function areSame(a: CryptoKey, b: CryptoKey): Promise<boolean> {
	return (await unseal(b, place, await seal(a, place, text))) !== undefined;
}

test('[V-2] the password opens the vault, a wrong one is known only by the seal', async () => {
	const { key, header } = await aVault('正确的口令 2026');
	const again = await openVault(header, '正确的口令 2026', ports);
	expect(await areSame(key, again!)).toBe(true);
	expect(await openVault(header, '错误的口令 2026', ports)).toBeUndefined();
	expect(Object.keys(header).sort()).toEqual(
		[
			'account',
			'deviceId',
			'id',
			'kdf',
			'key',
			'kind',
			'orgId',
			'orgName',
			'salt',
			'version',
			'wrapped'
		].sort()
	);
});

test('[V-2] the same password typed in another Unicode form opens it', async () => {
	const { header } = await aVault('Ｐａｓｓ１２３');
	expect(await openVault(header, 'Pass123', ports)).toBeDefined();
});

test('[R-OFF-02] neither the data key nor the password lies in the header, and the key is not extractable', async () => {
	const { key, header } = await aVault('abc');
	await expect(crypto.subtle.exportKey('raw', key)).rejects.toThrow();
	expect(header.wrapped.length).toBe(12 + 32 + 16);
	expect(header.salt.length).toBe(16);
	expect(JSON.stringify(header)).not.toContain('abc');
});

test('[V-2] a new password re-wraps the key: the data key stays, the old password no longer opens', async () => {
	const { db, key, header } = await aVault('alt');
	expect(await rewrapped(header, 'falsch', 'neu', ports)).toBeUndefined();
	await db.vault.put((await rewrapped(header, 'alt', 'neu', ports))!);
	const after = (await readVault(db))!;
	expect(await openVault(after, 'alt', ports)).toBeUndefined();
	expect(await areSame(key, (await openVault(after, 'neu', ports))!)).toBe(true);
	expect(after.salt).not.toEqual(header.salt);
});

test('[V-2] a vault is never replaced by creating another', async () => {
	const { db, header } = await aVault('alt');
	await expect(createVault(db, secretary, 'neu', ports)).rejects.toThrow();
	expect(await readVault(db)).toEqual(header);
});

test('[R-OFF-01] Argon2id agrees with Node’s own implementation', async () => {
	const salt = crypto.getRandomValues(new Uint8Array(16));
	const kdf: Kdf = { name: 'argon2id', memoryKiB: 256, passes: 3, lanes: 1 };
	const options = { message: 'Pass word', nonce: salt, parallelism: 1, tagLength: 32 };
	const expected = argon2Sync('argon2id', { ...options, memory: 256, passes: 3 });
	const key = await argon2({ password: 'Pass word', salt, kdf });
	expect(Buffer.from(key)).toEqual(expected);
});

test('[V-2] a PIN of six digits opens while it is held, and ten wrong tries forget it', async () => {
	const pin = new Pin();
	const key = await newKey();
	expect(pin.try('123456')).toEqual({ left: 0 });
	expect(pin.set('12345', key)).toBe(false);
	expect(pin.set('12345a', key)).toBe(false);
	expect(pin.set('204816', key)).toBe(true);
	for (let wrong = 1; wrong <= 9; wrong++) expect(pin.try('000000')).toEqual({ left: 10 - wrong });
	expect(pin.try('204816')).toEqual({ key });
	for (let wrong = 1; wrong <= 10; wrong++) expect(pin.try('000000')).toEqual({ left: 10 - wrong });
	expect(pin.isSet).toBe(false);
	expect(pin.try('204816')).toEqual({ left: 0 });
});

test('[R-ENC-02] no two entries share an IV', async () => {
	const key = await newKey();
	const ivs = new Set<string>();
	for (let n = 0; n < 2000; n++) {
		ivs.add(Buffer.from((await seal(key, place, text)).subarray(0, 12)).toString('hex'));
	}
	expect(ivs.size).toBe(2000);
});

test('[R-ENC-03] another place, a changed bit, a cut tag: nothing opens', async () => {
	const key = await newKey();
	const sealed = await seal(key, place, text);
	expect(await unseal(key, place, sealed)).toEqual(text);
	for (const other of [{ account: 'u2' }, { table: 'pack' as const }, { id: 'y' }]) {
		expect(await unseal(key, { ...place, ...other }, sealed)).toBeUndefined();
	}
	for (const at of [0, 12, sealed.length - 1]) {
		const bent = sealed.slice();
		bent[at]! ^= 1;
		expect(await unseal(key, place, bent)).toBeUndefined();
	}
	expect(await unseal(key, place, sealed.slice(0, -4))).toBeUndefined();
	expect(await unseal(key, place, new Uint8Array(0))).toBeUndefined();
});
