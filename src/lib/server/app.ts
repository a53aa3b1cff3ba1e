import { limits } from '#domain/protocol/protocol';
import { refuseEarlierClock } from '#server/clock-check';
import { connect, type Engine, type Place, type Waiting } from '#server/db/connect';
import type { Database } from '#server/db/schema';
import { Budgets } from '#server/http/budgets';
import { LiveBus } from '#server/live/bus';
import { Relay } from '#server/live/relay';
import type { ServerKeys } from '#server/session/escrow-key';
import { ownKeys } from '#server/session/own-keys';
import { SteadyClock } from '#server/steady-clock';

/** The running server: one database, one clock on the wall, one bus. */
export interface App {
	readonly db: Database;
	readonly engine: Engine;
	readonly bus: LiveBus;
	readonly now: () => Date;
	readonly pageRows: number;
	readonly budgets: Budgets;
	/** Data keys in escrow lie sealed under it (V-3). */
	readonly escrowKey: Buffer;
	/** Seals what devices are told of the log (S-14); not in the database either. */
	readonly receiptKey: Buffer;
	readonly dataDir: string;
	/** When a write last failed for want of room, by `performance.now()`; long ago where none did since a commit. */
	readonly condition: { fullAt: number };
	/** Whether what other servers commit is heard at once. */
	readonly isLive: () => boolean;
	/** Whether the machine’s clock has fallen behind while this server ran. */
	readonly isClockBehind: () => boolean;
	/** Streams end, then the database is closed; nothing may be asked afterwards. */
	close(): Promise<void>;
}

export interface AppOptions extends Place, Waiting {
	/** A test brings its own time. */
	now?: () => Date;
	pageRows?: number;
	/** 64 hexadecimal digits; a file in the data folder where it is not given. */
	escrowKey?: string | undefined;
	/** The administrator says so of a clock that is earlier than the log. */
	clockIsRight?: boolean | undefined;
}

/** What a server has to agree with its database about; otherwise it lets go of it again. */
async function mayStart(
	db: Database,
	{ dataDir, escrowKey, now, clockIsRight }: AppOptions & Pick<App, 'now'>
): Promise<ServerKeys> {
	try {
		await refuseEarlierClock(db, { now, isRight: clockIsRight });
		return await ownKeys(db, { dataDir, given: escrowKey });
	} catch (error) {
		await db.destroy();
		throw error;
	}
}

export async function openApp(options: AppOptions): Promise<App> {
	const { dataDir, databaseUrl, waitMs, waiting } = options;
	const steady = options.now ? undefined : new SteadyClock();
	const { now = steady!.now, pageRows = limits.pageRows } = options;
	const { db, engine } = await connect({ dataDir, databaseUrl }, { waitMs, waiting });
	const { escrowKey, receiptKey } = await mayStart(db, { ...options, now });
	const isClockBehind = () => steady?.isBehind ?? false;
	const bus = new LiveBus();
	const relay = databaseUrl ? new Relay({ url: databaseUrl, db, bus }) : undefined;
	bus.onTell = relay && ((campus, clock) => relay.send(campus, clock));
	await relay?.start();
	let closing: Promise<void> | undefined;
	const end = async () => {
		await relay?.close();
		await db.destroy();
	};
	const close = () => {
		bus.close();
		closing ??= end();
		return closing;
	};
	const isLive = () => relay?.isListening ?? true;
	const condition = { fullAt: Number.NEGATIVE_INFINITY };
	const watched = { dataDir, condition, isLive, isClockBehind };
	const budgets = new Budgets();
	return { db, engine, bus, now, pageRows, budgets, escrowKey, receiptKey, ...watched, close };
}
