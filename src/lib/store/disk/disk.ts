import type { Result } from '#domain/kernel/problem';
import type { WireRow } from '#domain/protocol/protocol';
import type { NewSent } from '#store/disk/acknowledged';
import type {
	BranchStore,
	Carried,
	DraftRecord,
	JournalRecord,
	PackRecord,
	PhotoRecord,
	Sealed,
	SentRecord,
	TableName,
	VaultRecord
} from '#store/disk/db';
import { moveDrafts, type DraftMove } from '#store/disk/draft-disk';
import { durably } from '#store/disk/durable';
import { PACK_ROWS, type Entry, type Kept, type Pack, type State } from '#store/disk/entry';
import { sealJson, unsealJson, type Place } from '#store/disk/seal';

/** A pack before it is sealed. */
export interface NewPack extends Pack {
	id: string;
}

/** What lies on the disk together with an entry, or not at all. */
export interface Beside {
	photos?: readonly PhotoRecord[];
	/** The drafts that end with what they became. */
	drafts?: DraftMove;
}

/** All that lies on the disk and can be opened, and what cannot. */
export interface Contents {
	packs: NewPack[];
	entries: { seq: number; entry: Entry }[];
	state: State | undefined;
	damaged: { packs: string[]; entries: number[]; state: boolean };
}

/** What a fold writes anew, and what it believes to lie there. */
export interface Fold {
	upTo: number;
	entry: Entry;
	state: State;
	known: ReadonlySet<string>;
	old: readonly string[];
	packs: readonly NewPack[];
	/** Acknowledged changes to be kept from now on, and every pack of them that stays. */
	made: readonly NewSent[];
	sent: readonly string[];
}

/** Cuts rows into packs of at most 512. */
export function packsOf(rows: readonly WireRow[], generation: number): NewPack[] {
	const packs: NewPack[] = [];
	for (let at = 0; at < rows.length; at += PACK_ROWS) {
		packs.push({ id: crypto.randomUUID(), generation, rows: rows.slice(at, at + PACK_ROWS) });
	}
	return packs;
}

/** Everything that memory holds, for a database that was emptied. */
export interface Rewrite {
	header: VaultRecord;
	seq: number;
	entry: Entry;
	state: State;
	packs: readonly NewPack[];
	made: readonly NewSent[];
	photos: readonly PhotoRecord[];
	carried: readonly Carried[];
	drafts: readonly DraftRecord[];
}

/** A file chosen for an import is not among them: memory does not hold it. */
const REWRITTEN: readonly TableName[] = [
	'journal',
	'pack',
	'meta',
	'sent',
	'photo',
	'carried',
	'draft'
];

/** The sealed tables of one account. Everything is sealed before a transaction opens, never inside. */
export class Disk {
	readonly db: BranchStore;
	readonly #key: CryptoKey;
	readonly #account: string;

	constructor(db: BranchStore, key: CryptoKey, account: string) {
		this.db = db;
		this.#key = key;
		this.#account = account;
	}

	#place(table: Place['table'], id: string): Place {
		return { account: this.#account, table, id };
	}

	#seal(table: Place['table'], id: string, value: unknown): Promise<Sealed> {
		return sealJson(this.#key, this.#place(table, id), value);
	}

	// The seal vouches for the shape: only this app holds the key.
	async #open<T>(table: Place['table'], id: string, sealed: Sealed): Promise<T | undefined> {
		return (await unsealJson(this.#key, this.#place(table, id), sealed)) as T | undefined;
	}

	#sealPacks(packs: readonly NewPack[]): Promise<PackRecord[]> {
		return Promise.all(
			packs.map(async ({ id, generation, rows }): Promise<PackRecord> => {
				return { id, sealed: await this.#seal('pack', id, { generation, rows }) };
			})
		);
	}

	#sealSent(made: readonly NewSent[]): Promise<SentRecord[]> {
		return Promise.all(
			made.map(async ({ id, changes }): Promise<SentRecord> => {
				return { id, sealed: await this.#seal('sent', id, changes) };
			})
		);
	}

	/** The acknowledged changes in these packs; one that cannot be opened is left out. */
	async sent(ids: readonly string[]): Promise<Kept[]> {
		const records = await this.db.sent.bulkGet([...ids]);
		const opened = await Promise.all(
			records.map((one) => one && this.#open<Kept[]>('sent', one.id, one.sealed))
		);
		return opened.flatMap((changes) => changes ?? []);
	}

	/** One consistent look at everything. */
	async readAll(): Promise<Contents> {
		const { db } = this;
		const [packs, journal, meta] = await db.read(['pack', 'journal', 'meta'], () =>
			Promise.all([db.pack.toArray(), db.journal.orderBy('seq').toArray(), db.meta.get('state')])
		);
		const damaged: Contents['damaged'] = { packs: [], entries: [], state: false };
		const opened = await Promise.all(packs.map((record) => this.#openPack(record)));
		const entries = await Promise.all(journal.map((record) => this.#openEntry(record)));
		const state = meta && (await this.#open<State>('meta', 'state', meta.sealed));
		damaged.state = meta !== undefined && state === undefined;
		packs.forEach(({ id }, at) => opened[at] ?? damaged.packs.push(id));
		journal.forEach(({ seq }, at) => entries[at] ?? damaged.entries.push(seq));
		return {
			packs: opened.filter((pack) => pack !== undefined),
			entries: entries.filter((entry) => entry !== undefined),
			state,
			damaged
		};
	}

	async #openPack({ id, sealed }: PackRecord): Promise<NewPack | undefined> {
		const pack = await this.#open<Pack>('pack', id, sealed);
		return pack && { id, ...pack };
	}

	async #openEntry(record: JournalRecord): Promise<{ seq: number; entry: Entry } | undefined> {
		const entry = await this.#open<Entry>('journal', record.id, record.sealed);
		return entry && { seq: record.seq, entry };
	}

	/** The entries other tabs (or this one) wrote after `seq`, in order. */
	async entriesAfter(seq: number): Promise<{ seq: number; entry: Entry | undefined }[]> {
		const records = await this.db.read(['journal'], () =>
			this.db.journal.where('seq').above(seq).sortBy('seq')
		);
		return Promise.all(
			records.map(async (record) => ({
				seq: record.seq,
				entry: (await this.#openEntry(record))?.entry
			}))
		);
	}

	/** The named packs; undefined when one is gone or damaged. */
	async packs(ids: string[]): Promise<NewPack[] | undefined> {
		const records = await this.db.pack.bulkGet(ids);
		const packs: NewPack[] = [];
		for (const record of records) {
			const pack = record && (await this.#openPack(record));
			if (!pack) return undefined;
			packs.push(pack);
		}
		return packs;
	}

	/** One strict transaction: the entry, the packs, the state and what lies beside it. Its number. */
	async append(
		entry: Entry,
		packs: readonly NewPack[] = [],
		{ photos = [], drafts }: Beside = {}
	): Promise<Result<number>> {
		const { db } = this;
		const tables = [db.journal, db.pack, db.meta, db.photo, db.draft, db.draftFile];
		const id = crypto.randomUUID();
		const sealed = await this.#seal('journal', id, entry);
		const state = 'state' in entry ? await this.#seal('meta', 'state', entry.state) : undefined;
		const packed = await this.#sealPacks(packs);
		return durably(db, () =>
			db.transaction('rw', tables, async () => {
				// A second run after a lost connection finds what the first one wrote after all.
				const written = await db.journal.where({ id }).first();
				if (written) return written.seq;
				if (packed.length > 0) await db.pack.bulkPut(packed);
				if (photos.length > 0) await db.photo.bulkPut([...photos]);
				if (state) await db.meta.put({ key: 'state', sealed: state });
				if (drafts) await moveDrafts(db, drafts);
				return db.journal.add({ id, sealed });
			})
		);
	}

	/**
	 * Replaces the entries up to `upTo` by one, and the packs `old` by `packs`.
	 * false when the disk is not as `known` says, because another tab folded: nothing was written.
	 */
	async fold(fold: Fold): Promise<Result<boolean>> {
		const { upTo, entry, state, known, old, packs, made, sent } = fold;
		const { db } = this;
		const id = crypto.randomUUID();
		const sealed = await this.#seal('journal', id, entry);
		const sealedState = await this.#seal('meta', 'state', state);
		const packed = await this.#sealPacks(packs);
		const sentPacks = await this.#sealSent(made);
		return durably(db, () =>
			db.transaction('rw', db.journal, db.pack, db.meta, db.sent, async () => {
				const last = await db.journal.get(upTo);
				if (last?.id === id) return true;
				const there = await db.pack.toCollection().primaryKeys();
				const asKnown = there.length === known.size && there.every((pack) => known.has(pack));
				if (!last || !asKnown) return false;
				await db.pack.bulkDelete([...old]);
				await db.pack.bulkPut(packed);
				await db.sent
					.where('id')
					.noneOf([...sent])
					.delete();
				await db.sent.bulkPut(sentPacks);
				await db.journal.where('seq').below(upTo).delete();
				await db.journal.put({ seq: upTo, id, sealed });
				await db.meta.put({ key: 'state', sealed: sealedState });
				return true;
			})
		);
	}

	/**
	 * Writes a vault anew where the storage was emptied, all of it or nothing.
	 * false: there is a vault already, and nothing was written.
	 */
	async rewrite(rewrite: Rewrite): Promise<Result<boolean>> {
		const { header, seq, entry, state, packs, made, photos, carried, drafts } = rewrite;
		const { db } = this;
		const id = crypto.randomUUID();
		const sealed = await this.#seal('journal', id, entry);
		const sealedState = await this.#seal('meta', 'state', state);
		const packed = await this.#sealPacks(packs);
		const sentPacks = await this.#sealSent(made);
		return durably(db, () =>
			db.found(header, REWRITTEN, async () => {
				await db.pack.bulkPut(packed);
				await db.sent.bulkPut(sentPacks);
				await db.photo.bulkPut([...photos]);
				await db.carried.bulkPut([...carried]);
				await db.draft.bulkPut([...drafts]);
				await db.journal.put({ seq, id, sealed });
				await db.meta.put({ key: 'state', sealed: sealedState });
			})
		);
	}

	/** Whether the vault is still in the database; otherwise a problem says what became of it. */
	isHere(): Promise<Result<void>> {
		return durably(this.db, () => this.db.read([], async () => {}));
	}

	/** Drops what cannot be opened, and says where the pull starts again. */
	async dropDamaged(damaged: Contents['damaged'], state: State): Promise<Result<void>> {
		const { db } = this;
		const sealed = await this.#seal('meta', 'state', state);
		return durably(db, () =>
			db.transaction('rw', db.journal, db.pack, db.meta, async () => {
				await db.pack.bulkDelete(damaged.packs);
				await db.journal.bulkDelete(damaged.entries);
				await db.meta.put({ key: 'state', sealed });
			})
		);
	}
}
