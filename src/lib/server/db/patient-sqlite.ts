import {
	SqliteDialect,
	SqliteDriver,
	type CompiledQuery,
	type DatabaseConnection,
	type Driver,
	type QueryResult,
	type SqliteDatabase
} from 'kysely';

/** SQLITE_BUSY alone: its extended codes say that the transaction has to begin again. */
const BUSY = 5;
/** How long a lock of another process is waited for, all waiting statements together. */
const LONGEST_MS = 5_000;
const FIRST_PAUSE_MS = 2;
const LONGEST_PAUSE_MS = 50;

/**
 * Kysely’s SQLite, waiting for locks between tries instead of inside SQLite: `busy_timeout` would stop
 * the whole process, every request and the health check with it.
 */
export class PatientSqliteDialect extends SqliteDialect {
	readonly #database: SqliteDatabase;

	constructor(database: SqliteDatabase) {
		super({ database });
		this.#database = database;
	}

	override createDriver(): Driver {
		return new PatientDriver({ database: this.#database });
	}
}

class PatientDriver extends SqliteDriver {
	#connection: PatientConnection | undefined;

	override async acquireConnection(): Promise<DatabaseConnection> {
		this.#connection ??= new PatientConnection(await super.acquireConnection());
		return this.#connection;
	}
}

class PatientConnection implements DatabaseConnection {
	readonly #inner: DatabaseConnection;
	/** The first and the last refusal of the present lock. */
	#busySince = 0;
	#busyLast = Number.NEGATIVE_INFINITY;

	constructor(inner: DatabaseConnection) {
		this.#inner = inner;
	}

	async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
		for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(LONGEST_PAUSE_MS, pause * 2)) {
			try {
				return await this.#inner.executeQuery<R>(query);
			} catch (error) {
				if (!isBusy(error) || !this.#mayWait()) throw error;
			}
			await new Promise((resolve) => setTimeout(resolve, pause));
		}
	}

	/** Who comes while others have waited long enough does not wait all over again behind them. */
	#mayWait(): boolean {
		const now = performance.now();
		if (now - this.#busyLast > 2 * LONGEST_PAUSE_MS) this.#busySince = now;
		this.#busyLast = now;
		return now - this.#busySince < LONGEST_MS;
	}

	streamQuery<R>(query: CompiledQuery, chunkSize: number): AsyncIterableIterator<QueryResult<R>> {
		return this.#inner.streamQuery<R>(query, chunkSize);
	}
}

function isBusy(error: unknown): boolean {
	return error instanceof Error && 'errcode' in error && error.errcode === BUSY;
}
