import { limits } from '#domain/mutation/protocol';
import { connect, type Engine, type Place } from '#server/db/connect';
import type { Database } from '#server/db/schema';
import { LiveBus } from '#server/live/bus';
import { Relay } from '#server/live/relay';

/** The running server: one database, one clock on the wall, one bus. */
export interface App {
	readonly db: Database;
	readonly engine: Engine;
	readonly bus: LiveBus;
	readonly now: () => Date;
	readonly pageRows: number;
	/** Streams end, then the database is closed; nothing may be asked afterwards. */
	close(): Promise<void>;
}

export interface AppOptions extends Place {
	/** A test brings its own time. */
	now?: () => Date;
	pageRows?: number;
}

export async function openApp(options: AppOptions): Promise<App> {
	const { databaseUrl, now = () => new Date(), pageRows = limits.pageRows } = options;
	const { db, engine } = await connect(options);
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
	return { db, engine, bus, now, pageRows, close };
}
