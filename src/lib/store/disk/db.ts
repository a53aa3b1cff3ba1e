import Dexie, { type EntityTable } from 'dexie';
import { guardWrites, VaultPresence } from '#store/disk/vault-presence';
import type { HandedIn, ParcelFault, ParcelHeader } from '#domain/account/parcel';

/** Sealed bytes: 12 bytes of IV, then ciphertext with its tag (seal.ts). */
export type Sealed = Uint8Array<ArrayBuffer>;

/** Wrong passwords in a row, and what is left of the wait they cost. */
export interface UnlockTries {
	wrong: number;
	waitMs: number;
}

/** The one plain record: what is needed to ask for the password, and names no person. */
export interface VaultRecord {
	key: 'header';
	version: 1;
	/** Drawn when the vault is made: tells it from one that is made later in its place (V-6). */
	id?: string;
	account: string;
	kind: 'u' | 'a';
	orgId: string;
	orgName: string;
	deviceId: string;
	/** Proves the device to the server; it identifies and opens nothing. */
	deviceSecret?: string;
	salt: Uint8Array<ArrayBuffer>;
	kdf: { name: 'argon2id'; memoryKiB: number; passes: number; lanes: number };
	/** The data key under the key derived from the password. Empty once the device was revoked. */
	wrapped: Sealed;
	/** The server has said that it holds the data key for the day the password is lost (V-3). */
	escrowed?: boolean;
	tries?: UnlockTries;
	/** The reset of the password that the person here has taken note of. */
	resetSeen?: string;
	/** Drawn when all of it was written anew, so that a tab tells what that lacks from what was ended. */
	rewritten?: string;
	/** The server has said that this device is revoked; nothing is opened for reading any more. */
	revoked?: boolean;
}

/** Up to 512 rows under one seal. */
export interface PackRecord {
	id: string;
	sealed: Sealed;
}

/** What happened since the packs were written, in order. */
export interface JournalRecord {
	seq: number;
	id: string;
	sealed: Sealed;
}

/** Changes the server acknowledged, kept in case it comes back from a backup (S-14). */
export interface SentRecord {
	id: string;
	sealed: Sealed;
}

/** A photo’s bytes: made here and not sent yet, or kept for looking at. */
export interface PhotoRecord {
	id: string;
	/** Epoch of the server that has it; '' while none has. */
	sentTo: string;
	sealed: Sealed;
}

export interface MetaRecord {
	key: 'state';
	sealed: Sealed;
}

/**
 * A file of another device on its way to the server (代交). It is sealed as it came; this device
 * cannot read it, so its header is all there is to show.
 */
export interface Carried {
	/** SHA-256 of its text: the same file is one line, an altered one another. */
	id: string;
	header: ParcelHeader;
	/** Empty once the server has answered. */
	parts: string[];
	/** ISO time at which it came here. */
	came: string;
	outcome?: HandedIn;
	fault?: ParcelFault;
}

/**
 * What a person typed and has not saved (V-7), under one seal. Never altered: every write is a new
 * record that deletes the one it replaces, so that no tab destroys what it has not seen.
 */
export interface DraftRecord {
	id: string;
	sealed: Sealed;
}

/** The file a draft is about. */
export interface DraftFileRecord {
	id: string;
	sealed: Sealed;
}

/** Where a test puts its own IndexedDB; a browser needs nothing here. */
export interface Indexed {
	indexedDB: IDBFactory;
	IDBKeyRange: typeof IDBKeyRange;
}

const PREFIX = 'branchbook-';

export function databaseName(account: string): string {
	return `${PREFIX}${account}`;
}

/** Whose database this is; undefined when it is none of ours. */
export function accountOfDatabase(name: string): string | undefined {
	return name.startsWith(PREFIX) ? name.slice(PREFIX.length) : undefined;
}

/** The tables besides the vault's header. */
export type TableName =
	'pack' | 'journal' | 'meta' | 'sent' | 'photo' | 'carried' | 'draft' | 'draftFile';

/**
 * One database per account, so that leaving is one `delete()`. Only ids and numbers are in clear.
 * One object works for one vault: every write checks in its own transaction that its header is there.
 */
export class BranchStore extends Dexie {
	declare vault: EntityTable<VaultRecord, 'key'>;
	declare pack: EntityTable<PackRecord, 'id'>;
	declare journal: EntityTable<JournalRecord, 'seq'>;
	declare meta: EntityTable<MetaRecord, 'key'>;
	declare sent: EntityTable<SentRecord, 'id'>;
	declare photo: EntityTable<PhotoRecord, 'id'>;
	declare carried: EntityTable<Carried, 'id'>;
	declare draft: EntityTable<DraftRecord, 'id'>;
	declare draftFile: EntityTable<DraftFileRecord, 'id'>;
	readonly presence = new VaultPresence();

	constructor(account: string, indexed?: Indexed) {
		// Strict: a write is told only after it lies on the disk (V-6).
		super(databaseName(account), { chromeTransactionDurability: 'strict', ...indexed });
		this.version(1).stores({
			vault: 'key',
			pack: 'id',
			journal: '++seq, &id',
			meta: 'key'
		});
		this.version(2).stores({ sent: 'id' });
		this.version(3).stores({ carried: 'id' });
		this.version(4).stores({ photo: 'id, sentTo' });
		this.version(5).stores({ draft: 'id', draftFile: 'id' });
		this.use(guardWrites(this.presence));
	}

	/** Reads these tables in one transaction, if they belong to the vault that was opened. */
	read<T>(tables: readonly TableName[], unit: () => PromiseLike<T>): PromiseLike<T> {
		return this.transaction('r', ['vault', ...tables], async () => {
			this.presence.check(await this.vault.get('header'));
			return unit();
		});
	}

	/**
	 * Puts the header of a vault where none is, and what belongs to it, or nothing at all.
	 * false: there is a vault already, and nothing was written.
	 */
	async found(
		header: VaultRecord,
		tables: readonly TableName[] = [],
		unit: () => PromiseLike<void> = async () => {}
	): Promise<boolean> {
		const isFounded = await this.transaction('rw', ['vault', ...tables], async (transaction) => {
			if (await this.vault.get('header')) return false;
			this.presence.found(transaction.idbtrans);
			await this.vault.add(header);
			await unit();
			return true;
		});
		if (isFounded) this.presence.bind(header);
		return isFounded;
	}
}
