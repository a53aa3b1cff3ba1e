import pg from 'pg';
import { clientConfig } from '#server/db/postgresql';
import type { Database } from '#server/db/schema';
import type { LiveBus } from '#server/live/bus';
import { logError } from '#server/log';

const CHANNEL = 'branchbook_clock';
const FIRST_WAIT_MS = 250;
const LONGEST_WAIT_MS = 10_000;
/** A line that was cut without a word is found out by asking this often, and by no answer for so long. */
const ASKED_EVERY_MS = 15_000;
const ANSWER_MS = 10_000;
const END_MS = 1_000;

interface RelayPorts {
	url: string;
	db: Database;
	bus: LiveBus;
}

/**
 * Carries clocks between servers over one PostgreSQL by LISTEN and NOTIFY. It only makes arrival
 * quick: a message that is lost is made up for by the next one, by the clocks read after a
 * reconnection, and at the latest by the devices’ own schedule.
 */
export class Relay {
	readonly #ports: RelayPorts;
	/** What this server tells itself it has heard already. */
	readonly #self = crypto.randomUUID();
	/** The newest clock of each campus that is still to be sent; one statement is under way at a time. */
	readonly #outgoing = new Map<string, number>();
	#sending: Promise<void> | undefined;
	#client: pg.Client | undefined;
	#retry: NodeJS.Timeout | undefined;
	#asking: NodeJS.Timeout | undefined;
	#failures = 0;
	#closed = false;

	constructor(ports: RelayPorts) {
		this.#ports = ports;
	}

	/** Whether the line to the other servers is open. */
	get isListening(): boolean {
		return this.#client !== undefined && this.#failures === 0;
	}

	/** Begins to listen; when that fails it goes on trying in the background. */
	async start(): Promise<void> {
		const config = clientConfig(this.#ports.url, ANSWER_MS);
		const client = new pg.Client({ ...config, query_timeout: ANSWER_MS });
		client.on('error', (error) => this.#lost(client, error));
		client.on('end', () => this.#lost(client));
		client.on('notification', ({ payload }) => this.#hear(payload ?? ''));
		this.#client = client;
		try {
			await client.connect();
			await client.query(`listen ${CHANNEL}`);
			this.#failures = 0;
			this.#asking = setInterval(() => void this.#ask(client), ASKED_EVERY_MS);
			await this.#catchUp();
		} catch (error) {
			this.#lost(client, error);
		}
	}

	/** After a commit. Clocks that come while one is being sent are sent as one. */
	send(campus: string, clock: number): void {
		if (this.#closed) return;
		this.#outgoing.set(campus, Math.max(clock, this.#outgoing.get(campus) ?? 0));
		this.#sending ??= this.#drain().finally(() => {
			this.#sending = undefined;
		});
	}

	async close(): Promise<void> {
		this.#closed = true;
		clearTimeout(this.#retry);
		clearInterval(this.#asking);
		await this.#sending;
		const client = this.#client;
		this.#client = undefined;
		// A PostgreSQL that is frozen does not say goodbye.
		const late = new Promise((resolve) => setTimeout(resolve, END_MS).unref());
		await Promise.race([client?.end(), late]);
	}

	async #ask(client: pg.Client): Promise<void> {
		try {
			await client.query('select 1');
		} catch (error) {
			this.#lost(client, error);
		}
	}

	async #drain(): Promise<void> {
		for (let next = first(this.#outgoing); next; next = first(this.#outgoing)) {
			const [campus, clock] = next;
			this.#outgoing.delete(campus);
			try {
				await this.#notify(campus, clock);
			} catch (error) {
				logError('live.unsent', 'relay', error);
			}
		}
	}

	async #notify(campus: string, clock: number): Promise<void> {
		const client = this.#client;
		// Without a connection the other servers read the clock for themselves, a little later.
		if (!client || this.#failures > 0) return;
		const payload = JSON.stringify([this.#self, campus, clock]);
		await client.query('select pg_notify($1, $2)', [CHANNEL, payload]);
	}

	#hear(payload: string): void {
		const message: unknown = parsed(payload);
		if (!Array.isArray(message)) return;
		const [from, campus, clock] = message as unknown[];
		if (from === this.#self || typeof campus !== 'string' || !Number.isSafeInteger(clock)) return;
		this.#ports.bus.hear(campus, clock as number);
	}

	/** What was told while nobody listened. */
	async #catchUp(): Promise<void> {
		const campuses = this.#ports.bus.campuses;
		if (campuses.length === 0) return;
		const clocks = await this.#ports.db
			.selectFrom('clock')
			.select(['campus', 'value'])
			.where('campus', 'in', campuses)
			.execute();
		for (const { campus, value } of clocks) this.#ports.bus.hear(campus, value);
	}

	/** Several events tell of one loss; only the first counts, and none after `close`. */
	#lost(client: pg.Client, error?: unknown): void {
		if (this.#closed || this.#client !== client) return;
		this.#client = undefined;
		this.#failures += 1;
		clearInterval(this.#asking);
		logError('live.lost', 'relay', error);
		client.end().catch((late: unknown) => logError('live.lost', 'relay end', late));
		const wait = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (this.#failures - 1));
		this.#retry = setTimeout(() => void this.start(), wait * (0.5 + Math.random()));
	}
}

function first<K, V>(map: ReadonlyMap<K, V>): [K, V] | undefined {
	for (const entry of map) return entry;
	return undefined;
}

function parsed(payload: string): unknown {
	try {
		return JSON.parse(payload);
	} catch {
		// Somebody else uses the channel: not a message of ours.
		return undefined;
	}
}
