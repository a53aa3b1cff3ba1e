import { session } from '#sync/session';
import { everySecond } from '#ui/every-second';
import type { SyncFacts } from '#ui/sync-words';

/**
 * Where the data stand, the same on every screen. What waits for the person counts refused changes
 * and conflicts, and the seconds the server asked for count down. Reactive.
 */
export function syncFacts(): SyncFacts | undefined {
	const status = session.sync?.status;
	if (!status) return undefined;
	if (status.state === 'wait') everySecond();
	const conflicts = session.replica?.conflicts().length ?? 0;
	return { ...status, refused: status.refused + conflicts };
}
