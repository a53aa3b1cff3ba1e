import { forceCloseDatabase, IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import type { Indexed } from '#store/disk/db';
import type { Random } from './random';

/** What fake-indexeddb keeps inside, as far as faults need it. */
interface RawTransaction {
	_state: 'active' | 'inactive' | 'committing' | 'finished';
	_requests: unknown[];
	mode: IDBTransactionMode;
	durability: string;
	db: RawConnection;
	_start(): void;
	_abort(name: string): void;
}
interface RawRecord {
	key: IDBValidKey;
	value: { sealed?: Uint8Array } & Record<string, unknown>;
}
interface RawStore {
	records: {
		values(): Iterable<RawRecord>;
		put(record: RawRecord): unknown;
		clear(): unknown;
	};
}
interface RawDatabase {
	transactions: RawTransaction[];
	rawObjectStores: Map<string, RawStore>;
}
interface RawConnection {
	_rawDatabase: RawDatabase;
	_closePending: boolean;
	transaction(
		names: string | string[],
		mode?: IDBTransactionMode,
		options?: IDBTransactionOptions
	): RawTransaction;
}

export type StoreName = 'vault' | 'pack' | 'journal' | 'meta' | 'sent' | 'draft';
export type WriteFault =
	| { name: 'QuotaExceededError'; at: 'put' | 'commit' }
	| { name: 'AbortError' | 'UnknownError'; at: 'put' | 'commit' }
	| { name: 'InvalidStateError'; at: 'begin' };

type Copy = Map<string, RawRecord[]>;

/** One browser profile’s IndexedDB: what survives a kill, and what faults may do to it. */
export class SimDisk {
	readonly #factory = new IDBFactory();
	readonly #doors = new Set<TabDoor>();
	/** Strikes the next transaction that writes. */
	armed: WriteFault | undefined;
	/** Damaged and still lying there: harming these again could make them whole. */
	readonly #harmed = new WeakSet<Uint8Array>();
	onStrike: ((fault: WriteFault) => void) | undefined;
	/** What lay there before the first write that was not strict since the last sync of the disk. */
	#beforeRelaxed: Copy | undefined;

	/** A tab’s own door to it. */
	door(): TabDoor {
		const door = new TabDoor(this.#factory, this);
		this.#doors.add(door);
		return door;
	}

	/** The browser empties its storage; pages stay open, and what they were writing is rolled back. */
	clear(): void {
		for (const door of this.#doors) door.cut();
		(this.#factory as unknown as { _databases: Map<string, RawDatabase> })._databases.clear();
		this.#beforeRelaxed = undefined;
	}

	get #raw(): RawDatabase | undefined {
		const all = (this.#factory as unknown as { _databases: Map<string, RawDatabase> })._databases;
		return [...all.values()][0];
	}

	records(store: StoreName): RawRecord[] {
		const raw = this.#raw?.rawObjectStores.get(store);
		return raw ? [...raw.records.values()] : [];
	}

	get isWriting(): boolean {
		return (this.#raw?.transactions ?? []).some(
			(tx) => tx.mode === 'readwrite' && tx._state !== 'finished'
		);
	}

	/** Flips one bit of one sealed record; false when there is none. */
	flip(store: StoreName, random: Random): boolean {
		const records = this.records(store);
		if (records.length === 0) return false;
		const { sealed } = random.pick(records).value;
		if (this.#harmed.has(sealed!)) return false;
		sealed![random.below(sealed!.length)]! ^= 1 << random.below(8);
		this.#harmed.add(sealed!);
		return true;
	}

	/** Two sealed records trade places; only the seal’s own place in it can tell. */
	swap(store: StoreName, random: Random): boolean {
		const records = this.records(store);
		if (records.length < 2) return false;
		const first = random.below(records.length - 1);
		const [a, b] = [records[first]!.value, records[first + 1]!.value];
		if (this.#harmed.has(a.sealed!) || this.#harmed.has(b.sealed!)) return false;
		this.#harmed.add(a.sealed!).add(b.sealed!);
		[a.sealed, b.sealed] = [b.sealed!, a.sealed!];
		return true;
	}

	/** A write that is not strict may be gone after a power cut (C-05). */
	noteWrite(tx: RawTransaction): void {
		if (tx.durability !== 'strict') this.#beforeRelaxed ??= this.#copy();
	}

	/** Power is gone: relaxed writes of the last moments vanish, strict ones stay. */
	powerCut(): void {
		const copy = this.#beforeRelaxed;
		this.#beforeRelaxed = undefined;
		if (!copy) return;
		for (const [name, records] of copy) {
			const store = this.#raw?.rawObjectStores.get(name);
			store?.records.clear();
			for (const record of records) store?.records.put(record);
		}
	}

	/** The system wrote its caches down. */
	synced(): void {
		this.#beforeRelaxed = undefined;
	}

	#copy(): Copy {
		const stores = [...(this.#raw?.rawObjectStores ?? [])];
		return new Map(
			stores.map(([name, store]): [string, RawRecord[]] => [
				name,
				structuredClone([...store.records.values()])
			])
		);
	}
}

/** A tab’s connections. When the tab dies, what it was writing is rolled back and it opens nothing more. */
export class TabDoor {
	readonly indexed: Indexed;
	readonly #disk: SimDisk;
	readonly #connections = new Set<RawConnection>();
	#alive = true;

	constructor(factory: IDBFactory, disk: SimDisk) {
		this.#disk = disk;
		const open = (name: string, version?: number): IDBOpenDBRequest => {
			if (!this.#alive) throw new DOMException('the tab is gone', 'InvalidStateError');
			const request = factory.open(name, version);
			request.addEventListener('upgradeneeded', () => this.#meet(request.result));
			request.addEventListener('success', () => this.#meet(request.result));
			return request;
		};
		const own = {
			open,
			cmp: (a: unknown, b: unknown) => factory.cmp(a, b),
			databases: () => factory.databases(),
			deleteDatabase: (name: string) => factory.deleteDatabase(name)
		};
		this.indexed = { indexedDB: own as IDBFactory, IDBKeyRange };
	}

	#meet(opened: IDBDatabase): void {
		const connection = opened as unknown as RawConnection;
		if (this.#connections.has(connection)) return;
		this.#connections.add(connection);
		if (!this.#alive) return close(connection);
		const begin = connection.transaction.bind(connection);
		connection.transaction = (names, mode, options) => {
			if (mode !== 'readwrite') return begin(names, mode, options);
			const fault = this.#disk.armed;
			if (fault?.at === 'begin') {
				this.#strike(fault);
				close(connection);
				throw new DOMException('the connection was closed', fault.name);
			}
			const tx = begin(names, mode, options);
			this.#disk.noteWrite(tx);
			if (fault) this.#plan(tx, fault);
			return tx;
		};
	}

	#strike(fault: WriteFault): void {
		this.#disk.armed = undefined;
		this.#disk.onStrike?.(fault);
	}

	#plan(tx: RawTransaction, fault: WriteFault): void {
		const start = tx._start.bind(tx);
		let steps = 0;
		tx._start = () => {
			const isNow = fault.at === 'commit' ? tx._requests.length === 0 : steps++ === 1;
			if (this.#disk.armed !== fault || tx._state === 'finished' || !isNow) return start();
			this.#strike(fault);
			tx._abort(fault.name);
			if (fault.name !== 'QuotaExceededError') close(tx.db);
		};
	}

	get isAlive(): boolean {
		return this.#alive;
	}

	kill(): void {
		this.#alive = false;
		this.cut();
	}

	/** Every connection ends at once; a living tab may open another. */
	cut(): void {
		for (const connection of this.#connections) {
			for (const tx of connection._rawDatabase.transactions) {
				if (tx.db === connection && tx._state !== 'finished') tx._abort('AbortError');
			}
			close(connection);
		}
	}
}

function close(connection: RawConnection): void {
	forceCloseDatabase(connection as unknown as Parameters<typeof forceCloseDatabase>[0]);
}
