/** What the administrator said by the environment; README lists the names. */
export interface Settings {
	dataDir: string;
	/** PostgreSQL instead of a file in the data folder. Holds a password: never to be shown. */
	databaseUrl: string | undefined;
	/** The address people type, for the set-up link. */
	origin: string;
	/** Fill an empty database with the demo campus. */
	demo: boolean;
	demoPassword: string | undefined;
	/** Shared by several servers of one database; each makes a file of its own without it. */
	escrowKey: string | undefined;
	/** The clock is earlier than the log, and right. */
	clockIsRight: boolean;
}

export function settingsOf(env: Record<string, string | undefined>): Settings {
	const { HOST = '127.0.0.1', PORT = '3000' } = env;
	return {
		dataDir: env['DATA_DIR'] || './data',
		databaseUrl: env['DATABASE_URL'] || undefined,
		origin: env['ORIGIN'] || `http://${HOST}:${PORT}`,
		demo: env['BRANCHBOOK_DEMO'] === '1',
		demoPassword: env['DEMO_PASSWORD'] || undefined,
		escrowKey: env['ESCROW_KEY'] || undefined,
		clockIsRight: env['BRANCHBOOK_CLOCK_IS_RIGHT'] === '1'
	};
}
