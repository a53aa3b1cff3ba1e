import { limits } from '#domain/mutation/protocol';
import { connect, type Engine } from '#server/db/connect';
import type { Database } from '#server/db/schema';
import { LiveBus } from '#server/live/bus';

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

export interface AppOptions {
	dataDir: string;
	/** A test brings its own time. */
	now?: () => Date;
	pageRows?: number;
}

export async function openApp(options: AppOptions): Promise<App> {
	const { dataDir, now = () => new Date(), pageRows = limits.pageRows } = options;
	const { db, engine } = await connect(dataDir);
	const bus = new LiveBus();
	let closing: Promise<void> | undefined;
	const close = () => {
		bus.close();
		closing ??= db.destroy();
		return closing;
	};
	return { db, engine, bus, now, pageRows, close };
}
