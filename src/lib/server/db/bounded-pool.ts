import type { PostgresPool, PostgresPoolClient } from 'kysely';
import pg from 'pg';
import { DatabaseUnreachable, unreachable } from '#server/db/unreachable';

/** Errors of the driver itself have no class of their own; a statement PostgreSQL refused has one. */
const isOfDriver = (error: unknown): error is Error =>
	error instanceof Error && error.name === 'Error' && !(error instanceof pg.DatabaseError);

/**
 * A pool whose statements end: where no answer comes in time the statement fails, and its connection
 * is closed instead of going back to the pool. A server that is frozen or unplugged says nothing at all.
 */
export class BoundedPool implements PostgresPool {
	readonly options: object;
	readonly #pool: pg.Pool;
	readonly #longestMs: number;

	constructor(pool: pg.Pool, longestMs: number) {
		this.#pool = pool;
		this.#longestMs = longestMs;
		this.options = pool.options;
	}

	async connect(): Promise<PostgresPoolClient> {
		const client = await this.#pool.connect().catch((error: unknown) => {
			throw isOfDriver(error) ? unreachable(error) : error;
		});
		return new BoundedClient(client, this.#longestMs) as unknown as PostgresPoolClient;
	}

	end(): Promise<void> {
		return this.#pool.end();
	}
}

class BoundedClient {
	readonly #client: pg.PoolClient;
	readonly #longestMs: number;
	#silent: DatabaseUnreachable | undefined;

	constructor(client: pg.PoolClient, longestMs: number) {
		this.#client = client;
		this.#longestMs = longestMs;
	}

	async query(text: string, parameters: readonly unknown[]): Promise<pg.QueryResult> {
		// What comes after a statement without an answer would only wait behind it.
		if (this.#silent) throw this.#silent;
		const silence = Promise.withResolvers<never>();
		const timer = setTimeout(() => {
			this.#silent = new DatabaseUnreachable('ETIMEDOUT');
			silence.reject(this.#silent);
		}, this.#longestMs);
		try {
			return await Promise.race([this.#client.query(text, [...parameters]), silence.promise]);
		} catch (error) {
			throw isOfDriver(error) ? unreachable(error) : error;
		} finally {
			clearTimeout(timer);
		}
	}

	release(): void {
		this.#client.release(this.#silent);
	}
}
