import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { databaseFile, type Engine, type Place } from '#server/db/connect';
import { aDatabase } from '../../support/postgres';

/** Where a server’s data lies, and what may happen to it while no server has it open. */
export interface Shelf {
	readonly engine: Engine;
	readonly place: Place;
	/** The process is gone this very moment: what is not committed is lost. */
	die(): void;
	readonly hasBackup: boolean;
	backup(): Promise<void>;
	/** An earlier copy takes the place of what was there. */
	restore(): Promise<void>;
	remove(): Promise<void>;
}

/** In memory where the machine offers it: nothing here is about the speed of a disk. */
const shared = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();

function aFolder(): string {
	return mkdtempSync(join(shared, 'branchbook-sim-'));
}

/** A file; a picture of it and its write-ahead log is what a power cut would leave. */
export class SqliteShelf implements Shelf {
	readonly engine = 'sqlite';
	readonly #home = aFolder();
	#serial = 0;
	hasBackup = false;

	constructor(bytes: Uint8Array) {
		mkdirSync(this.place.dataDir);
		writeFileSync(databaseFile(this.place.dataDir), bytes);
	}

	get place(): Place {
		return { dataDir: join(this.#home, String(this.#serial)) };
	}

	get #backup(): string {
		return join(this.#home, 'backup.db');
	}

	die(): void {
		const from = databaseFile(this.place.dataDir);
		this.#serial++;
		mkdirSync(this.place.dataDir);
		for (const part of ['', '-wal']) {
			if (existsSync(from + part)) copyFileSync(from + part, this.#file + part);
		}
	}

	get #file(): string {
		return databaseFile(this.place.dataDir);
	}

	async backup(): Promise<void> {
		copyFileSync(this.#file, this.#backup);
		this.hasBackup = true;
	}

	async restore(): Promise<void> {
		this.#serial++;
		mkdirSync(this.place.dataDir);
		copyFileSync(this.#backup, this.#file);
	}

	async remove(): Promise<void> {
		rmSync(this.#home, { recursive: true, force: true });
	}
}

type TestDatabase = Awaited<ReturnType<typeof aDatabase>>;

/** A database of the running PostgreSQL; when a client dies, the server rolls back by itself. */
export class PostgresShelf implements Shelf {
	readonly engine = 'postgresql';
	readonly #home = aFolder();
	#live: TestDatabase;
	#backup: TestDatabase | undefined;

	static async of(template: string): Promise<PostgresShelf> {
		return new PostgresShelf(await aDatabase(template));
	}

	private constructor(live: TestDatabase) {
		this.#live = live;
	}

	get place(): Place {
		return { dataDir: this.#home, databaseUrl: this.#live.url };
	}

	die(): void {}

	get hasBackup(): boolean {
		return this.#backup !== undefined;
	}

	async backup(): Promise<void> {
		await this.#backup?.drop();
		this.#backup = await aDatabase(this.#live.name);
	}

	async restore(): Promise<void> {
		await this.#live.drop();
		this.#live = await aDatabase(this.#backup!.name);
	}

	async remove(): Promise<void> {
		await this.#live.drop();
		await this.#backup?.drop();
		rmSync(this.#home, { recursive: true, force: true });
	}
}
