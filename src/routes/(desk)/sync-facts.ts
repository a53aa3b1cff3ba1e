import { session } from '#sync/session/session';
import { everySecond } from '#ui/kit/every-second';
import type { SyncFacts } from '#ui/words/sync-words';

/**
 * Where the data stand, the same on every screen; the seconds the server asked for count down.
 * Reactive.
 */
export function syncFacts(): SyncFacts | undefined {
	const status = session.sync?.status;
	if (!status) return undefined;
	if (status.state === 'wait') everySecond();
	return status;
}
