import { chmodSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import type { SqliteDatabase, SqliteStatement } from 'kysely';

/** Statements kept prepared; a server has far fewer distinct ones than this. */
const KEPT = 200;

/** node:sqlite in the shape Kysely’s SQLite dialect wants. */
class PreparingDatabase implements SqliteDatabase {
	readonly #database: DatabaseSync;
	readonly #statements = new Map<string, SqliteStatement>();

	constructor(database: DatabaseSync) {
		this.#database = database;
	}

	prepare(sql: string): SqliteStatement {
		const known = this.#statements.get(sql);
		if (known) return known;
		const statement = shaped(this.#database.prepare(sql));
		if (this.#statements.size >= KEPT) this.#statements.clear();
		this.#statements.set(sql, statement);
		return statement;
	}

	/** Leaves one file: the write-ahead log is folded in first. */
	close(): void {
		this.#statements.clear();
		this.#database.exec('pragma wal_checkpoint(truncate)');
		this.#database.close();
	}
}

function shaped(statement: StatementSync): SqliteStatement {
	return {
		reader: statement.columns().length > 0,
		all: (parameters) => statement.all(...bound(parameters)),
		run: (parameters) => statement.run(...bound(parameters)),
		iterate: (parameters) => statement.iterate(...bound(parameters))
	};
}

function bound(parameters: readonly unknown[]): SQLInputValue[] {
	return parameters as SQLInputValue[];
}

/**
 * Opens or creates the file; locks are waited for by the dialect from then on. WAL with synchronous FULL: what was acknowledged survives a power cut.
 * The folder, if new, is for its owner only.
 */
export function openSqlite(file: string): SqliteDatabase {
	mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
	const database = new DatabaseSync(file);
	chmodSync(file, 0o600);
	database.exec(`
		pragma busy_timeout = 10000;
		pragma journal_mode = wal;
		pragma synchronous = full;
		pragma foreign_keys = on;
		pragma cache_size = -65536;
		pragma busy_timeout = 0;
	`);
	return new PreparingDatabase(database);
}
