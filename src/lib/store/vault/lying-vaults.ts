import {
	accountOfDatabase,
	BranchStore,
	databaseName,
	type Indexed,
	type VaultRecord
} from '#store/disk/db';
import { readVault } from '#store/vault/vault';

/** The header of an account's vault on this device, whichever vault is in use. */
export async function headerLyingHere(
	account: string,
	indexed?: Indexed
): Promise<VaultRecord | undefined> {
	const factory = indexed?.indexedDB ?? indexedDB;
	// Looked for first: opening would make an empty database for every mistyped name.
	const names = await factory.databases();
	if (!names.some(({ name }) => name === databaseName(account))) return undefined;
	const db = new BranchStore(account, indexed);
	const header = await readVault(db);
	db.close();
	return header;
}

/** A browser that was killed may have lost its small notes; what the database holds it keeps (V-6). */
export async function accountLyingHere(indexed?: Indexed): Promise<string | undefined> {
	const factory = indexed?.indexedDB ?? indexedDB;
	for (const { name = '' } of await factory.databases()) {
		const account = accountOfDatabase(name);
		if (account !== undefined && (await headerLyingHere(account, indexed))) return account;
	}
	return undefined;
}
