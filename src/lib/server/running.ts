import { openApp, type App } from '#server/app';
import type { Settings } from '#server/settings';
import { begin } from '#server/setup/begin';
import type { SetupLink } from '#server/setup/setup-link';

export interface Running {
	app: App;
	link: SetupLink;
}

let current: Running | undefined;

/** A PostgreSQL that starts with the machine may come later than this server. */
const DATABASE_WAIT_MS = 60_000;

/** Opens the database and, where it is empty, the set-up. Called once, before the first request. */
export async function start(settings: Settings, say: (line: string) => void): Promise<App> {
	const { dataDir, databaseUrl, escrowKey, clockIsRight } = settings;
	const waiting = (reason: string) =>
		say(`PostgreSQL does not answer yet (${reason}); waiting up to ${DATABASE_WAIT_MS / 1000} s.`);
	const waitMs = DATABASE_WAIT_MS;
	const app = await openApp({ dataDir, databaseUrl, escrowKey, clockIsRight, waitMs, waiting });
	serve({ app, link: await begin(app, settings, say) });
	return app;
}

/** What endpoints speak to from now on. */
export function serve(opened: Running): void {
	current = opened;
}

/** The server that endpoints speak to. */
export function running(): Running {
	if (!current) throw new Error('the server has not started');
	return current;
}
