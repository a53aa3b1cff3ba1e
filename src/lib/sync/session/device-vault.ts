import type { Result } from '#domain/kernel/problem';
import { BranchStore, databaseName, type VaultRecord } from '#store/disk/db';
import { durably } from '#store/disk/durable';
import type { AccountInfo } from '#store/disk/account-info';
import { accountLyingHere, headerLyingHere } from '#store/vault/lying-vaults';
import { cutOff } from '#store/vault/revoked-vault';
import {
	accountOf,
	adoptKey,
	createVault,
	isSameVault,
	openVault,
	readVault,
	renamed,
	rewrapped,
	type VaultPorts
} from '#store/vault/vault';
import { drawDevice, drawnDevice, forgetDrawn } from '#sync/session/drawn-device';
import { noteErased } from '#sync/session/erased';
import type { SessionPorts } from '#sync/session/session-ports';
import type { EnrolledDevice, SessionInfo } from '#sync/loop/wire';

const ACCOUNT = 'branchbook.account';

type Put = () => Promise<Result<unknown>>;

/** The vault of the account last used on this device: its database, and the header that opens it. */
export class DeviceVault {
	readonly #ports: SessionPorts;
	#db: BranchStore | undefined;
	#header: VaultRecord | undefined;
	/** A password the server has taken while the vault is still closed with an older one. */
	#newer: string | undefined;
	/** The data key itself, only until the server holds it. */
	#raw: Uint8Array<ArrayBuffer> | undefined;

	constructor(ports: SessionPorts) {
		this.#ports = ports;
	}

	get account(): AccountInfo | undefined {
		return this.#header && accountOf(this.#header);
	}

	/** Held in memory too, so that it can be put back where the storage was emptied. */
	get header(): VaultRecord | undefined {
		return this.#header;
	}

	get db(): BranchStore | undefined {
		return this.#db;
	}

	/** What proves this device to the server. */
	get secret(): string | undefined {
		return this.#header?.deviceSecret;
	}

	/** Revoked: what lies here is only to be handed over. */
	get isRevoked(): boolean {
		return this.#header?.revoked === true;
	}

	/** The server holds the data key, so that nobody here has to be asked for a password. */
	get isEscrowed(): boolean {
		return this.#header?.escrowed === true;
	}

	/** The data key where the server does not hold it yet and the vault was opened. */
	get raw(): Uint8Array<ArrayBuffer> | undefined {
		return this.#raw;
	}

	get #vaultPorts(): VaultPorts {
		const keep = (raw: Uint8Array<ArrayBuffer>) => {
			if (!this.isEscrowed) this.#raw = raw;
		};
		return { ...this.#ports, onRaw: keep };
	}

	/** Opens what was used last. Throws where the browser keeps nothing. */
	async findLast(): Promise<void> {
		const account =
			this.#ports.remembered().getItem(ACCOUNT) ?? (await accountLyingHere(this.#ports.indexed));
		if (account) await this.use(account);
	}

	/** Turns to the account’s vault without opening it. */
	async use(account: string): Promise<void> {
		if (this.#db?.name === databaseName(account)) return;
		this.#db?.close();
		this.#newer = undefined;
		this.forgetRaw();
		this.#db = new BranchStore(account, this.#ports.indexed);
		this.#header = await this.#lying();
		if (this.#header) this.#db.presence.bind(this.#header);
	}

	/**
	 * While nothing is open: another tab may have changed the password, or signed out, or the browser
	 * may have emptied its storage. What lies there now counts, and an object works for one vault only.
	 */
	async refresh(): Promise<void> {
		if (!this.#db) return;
		const header = await readVault(this.#db);
		if (this.#header && !isSameVault(this.#header, header)) {
			this.#db.close();
			this.#db = new BranchStore(this.#header.account, this.#ports.indexed);
			this.forgetRaw();
		}
		this.#header = header;
		if (header) this.#db.presence.bind(header);
	}

	/** While the vault is open: news of its own header only. */
	async keepUp(): Promise<void> {
		const header = await this.#lying();
		if (this.#header && isSameVault(this.#header, header)) this.#header = header;
	}

	/** The header that is in the database now; undefined too where it cannot be read. */
	async #lying(): Promise<VaultRecord | undefined> {
		const db = this.#db;
		const header = db && (await durably(db, () => readVault(db)));
		return header?.ok ? header.value : undefined;
	}

	/** Every change of the header; refused where another vault or none is there. */
	async #put(header: VaultRecord): Promise<Result<unknown>> {
		const db = this.#db;
		if (!db) return { ok: false, problem: { code: 'storage.cleared' } };
		const written = await durably(db, () => db.vault.put(header));
		if (written.ok) this.#header = header;
		return written;
	}

	/** Noted outside the database too, so that the next start finds it at once. */
	async rewritten(): Promise<void> {
		await this.keepUp();
		if (this.#header) this.#ports.remembered().setItem(ACCOUNT, this.#header.account);
	}

	/** What this account signs in as: its vault’s device, or one of its own to be made (R-DEV-02). */
	async deviceFor(account: string, name = this.#ports.deviceName()): Promise<EnrolledDevice> {
		const header = await this.#headerOf(account);
		if (header) return { id: header.deviceId, secret: header.deviceSecret, name };
		return { ...drawnDevice(this.#ports.remembered()), name };
	}

	async #headerOf(account: string): Promise<VaultRecord | undefined> {
		if (this.#header?.account === account) return this.#header;
		return headerLyingHere(account, this.#ports.indexed);
	}

	/** Where the id the browser had was another account's. */
	drawDevice(): { id: string; secret: string } {
		return drawDevice(this.#ports.remembered());
	}

	/** Whether this account’s vault opens with the password; nothing is opened. */
	async fits(account: string, password: string): Promise<boolean> {
		const header = await this.#headerOf(account);
		if (!header || header.wrapped.length === 0) return false;
		return (await openVault(header, password, this.#ports)) !== undefined;
	}

	/**
	 * The data key; undefined when the password is not the one the vault was closed with.
	 * If the person has just signed in with a newer one, the vault is closed with that from now on.
	 * `isOpen`: memory goes on with it, whatever became of the storage.
	 */
	async open(password: string, isOpen = false): Promise<CryptoKey | undefined> {
		if (!isOpen) await this.refresh();
		const key = this.#header && (await openVault(this.#header, password, this.#vaultPorts));
		if (key && this.#newer !== undefined) {
			const put = await this.rewrap(password, this.#newer);
			await put?.();
			this.#newer = undefined;
		}
		return key;
	}

	/**
	 * After signing in: opens this account’s vault, or makes one. A vault that does not open with
	 * this password is left as it is, with all that waits in it. `isOpen`: memory goes on with it, so
	 * none is made in its place where the storage was emptied.
	 */
	async openOrCreate(
		info: SessionInfo,
		password: string,
		device: EnrolledDevice,
		isOpen = false
	): Promise<CryptoKey | undefined> {
		const { id: deviceId, secret: deviceSecret } = device;
		await this.use(info.account);
		if (!isOpen) await this.refresh();
		const db = this.#db;
		if (!db) return undefined;
		const { account, kind, orgId, orgName } = info;
		const named = { account, kind, orgId, orgName, deviceId };
		const remembered = this.#ports.remembered();
		if (!this.#header) {
			const ports = { ...this.#vaultPorts, deviceSecret };
			const key = await createVault(db, named, password, ports);
			this.#header = await readVault(db);
			remembered.setItem(ACCOUNT, account);
			forgetDrawn(remembered);
			return key;
		}
		remembered.setItem(ACCOUNT, account);
		forgetDrawn(remembered);
		const isEscrowed = info.escrowed !== false;
		this.#header = renamed(this.#header, named, { deviceSecret, isEscrowed });
		const written = await this.#put(this.#header);
		// The header in memory is the newer one all the same, and goes back with the rest.
		const isLost = !written.ok && !(isOpen && written.problem.code === 'storage.cleared');
		if (isLost) throw new Error(written.problem.code);
		const key = await openVault(this.#header, password, this.#vaultPorts);
		this.#newer = key ? undefined : password;
		return key;
	}

	/** The vault under the password just typed, with the data key the server gave back (V-3). */
	async adopt(raw: Uint8Array<ArrayBuffer>, password: string): Promise<CryptoKey | undefined> {
		const db = this.#db;
		if (!db || !this.#header) return undefined;
		const adopted = await adoptKey(db, this.#header, { raw, password }, this.#ports);
		if (!adopted) return undefined;
		const written = await this.#put(adopted.header);
		if (!written.ok) return undefined;
		this.#newer = undefined;
		return adopted.key;
	}

	/** The server said whether it holds the data key. */
	async noteEscrow(escrowed: boolean): Promise<void> {
		if (!this.#header || this.isEscrowed === escrowed) return;
		const written = await this.#put({ ...this.#header, escrowed });
		if (written.ok && escrowed) this.forgetRaw();
	}

	get resetSeen(): string | undefined {
		return this.#header?.resetSeen;
	}

	/** The person has taken note of a reset of the password. */
	async noteReset(resetSeen: string): Promise<void> {
		if (this.#header) await this.#put({ ...this.#header, resetSeen });
	}

	/** How many drafts lie here, open or not; 0 where the browser does not say. */
	async draftsHere(): Promise<number> {
		const db = this.#db;
		if (!db || !this.#header) return 0;
		const counted = await durably(db, () => db.draft.count());
		return counted.ok ? counted.value : 0;
	}

	forgetRaw(): void {
		this.#raw?.fill(0);
		this.#raw = undefined;
	}

	/** Prepares the header under a new password; the function returned puts it. */
	async rewrap(current: string, next: string): Promise<Put | undefined> {
		const header = this.#header && (await rewrapped(this.#header, current, next, this.#ports));
		return header && (() => this.#put(header));
	}

	/** Revoked: the records go, what was not sent stays sealed. */
	async cutOff(): Promise<Result<unknown>> {
		if (!this.#db || !this.#header) return { ok: true, value: undefined };
		const cut = await cutOff(this.#db, this.#header);
		if (cut.ok) this.#header = cut.value;
		// Nothing lies here any more, or another vault, which is none of this one's business.
		if (cut.ok || cut.problem.code !== 'storage.cleared') return cut;
		await this.refresh();
		return { ok: true, value: undefined };
	}

	/** Deletes the database. The caller has asked the person (V-4), or handed everything over (V-5). */
	async erase(): Promise<void> {
		const remembered = this.#ports.remembered();
		const lying = await this.#lying();
		noteErased(remembered, this.#header);
		// A vault that another tab made in its place has changes of its own.
		if (!lying || !this.#header || isSameVault(this.#header, lying)) {
			await this.#db?.delete();
			remembered.removeItem(ACCOUNT);
		}
		this.#db?.close();
		this.#db = undefined;
		this.#header = undefined;
		this.forgetRaw();
		forgetDrawn(remembered);
	}
}
