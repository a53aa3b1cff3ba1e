import type { Result } from '#domain/kernel/problem';
import { BranchStore, databaseName, type VaultRecord } from '#store/db';
import { durably } from '#store/durable';
import { accountOf, createVault, openVault, readVault, rewrapped } from '#store/vault';
import type { AccountInfo } from '#store/replica';
import type { SessionPorts } from '#sync/session-ports';
import type { SessionInfo } from '#sync/wire';

const ACCOUNT = 'branchbook.account';
const DEVICE = 'branchbook.device';

/** The vault of the account last used on this device: its database, and the header that opens it. */
export class DeviceVault {
	readonly #ports: SessionPorts;
	#db: BranchStore | undefined;
	#header: VaultRecord | undefined;
	/** A password the server has taken while the vault is still closed with an older one. */
	#newer: string | undefined;

	constructor(ports: SessionPorts) {
		this.#ports = ports;
	}

	get account(): AccountInfo | undefined {
		return this.#header && accountOf(this.#header);
	}

	get db(): BranchStore | undefined {
		return this.#db;
	}

	/** Opens what was used last. Throws where the browser keeps nothing. */
	async findLast(): Promise<void> {
		const account = this.#ports.remembered().getItem(ACCOUNT);
		if (account) await this.#find(account);
	}

	async #find(account: string): Promise<BranchStore> {
		if (this.#db?.name === databaseName(account)) return this.#db;
		this.#db?.close();
		this.#newer = undefined;
		const db = new BranchStore(account, this.#ports.indexed);
		this.#db = db;
		const header = await durably(db, () => readVault(db));
		this.#header = header.ok ? header.value : undefined;
		return db;
	}

	/** Another tab may have changed the password, or signed out. */
	async refresh(): Promise<void> {
		this.#header = this.#db && (await readVault(this.#db));
	}

	/** One id for the device, whoever works on it. */
	get deviceId(): string {
		if (this.#header) return this.#header.deviceId;
		const remembered = this.#ports.remembered();
		const id = remembered.getItem(DEVICE) ?? crypto.randomUUID();
		remembered.setItem(DEVICE, id);
		return id;
	}

	/**
	 * The data key; undefined when the password is not the one the vault was closed with.
	 * If the person has just signed in with a newer one, the vault is closed with that from now on.
	 */
	async open(password: string): Promise<CryptoKey | undefined> {
		await this.refresh();
		const key = this.#header && (await openVault(this.#header, password, this.#ports));
		if (key && this.#newer !== undefined) {
			const put = await this.rewrap(password, this.#newer);
			await put?.();
			this.#newer = undefined;
		}
		return key;
	}

	get device(): { id: string; name: string } {
		return { id: this.deviceId, name: this.#ports.deviceName() };
	}

	/**
	 * After signing in: opens this account’s vault, or makes one. A vault that does not open with
	 * this password is left as it is, with all that waits in it.
	 */
	async openOrCreate(info: SessionInfo, password: string): Promise<CryptoKey | undefined> {
		const deviceId = this.deviceId;
		const db = await this.#find(info.account);
		const { account, kind, orgId, orgName } = info;
		if (!this.#header) {
			const made = { account, kind, orgId, orgName, deviceId };
			const key = await createVault(db, made, password, this.#ports);
			this.#header = await readVault(db);
			this.#ports.remembered().setItem(ACCOUNT, account);
			return key;
		}
		this.#ports.remembered().setItem(ACCOUNT, account);
		const key = await openVault(this.#header, password, this.#ports);
		this.#newer = key ? undefined : password;
		if (key) {
			this.#header = { ...this.#header, kind, orgId, orgName };
			await db.vault.put(this.#header);
		}
		return key;
	}

	/** Prepares the header under a new password; the function returned puts it. */
	async rewrap(
		current: string,
		next: string
	): Promise<(() => Promise<Result<unknown>>) | undefined> {
		const db = this.#db;
		const header = this.#header && (await rewrapped(this.#header, current, next, this.#ports));
		if (!db || !header) return undefined;
		return async () => {
			const written = await durably(db, () => db.vault.put(header));
			if (written.ok) this.#header = header;
			return written;
		};
	}

	/** Deletes the database. The caller has asked the person (V-4). */
	async erase(): Promise<void> {
		await this.#db?.delete();
		this.#db = undefined;
		this.#header = undefined;
		this.#ports.remembered().removeItem(ACCOUNT);
	}
}
