import type { Outcome } from '#sync/loop/sync-once';

const SECOND = 1000;
const MINUTE = 60 * SECOND;

/** After a write: several keystrokes’ worth of saves travel together. */
export const WRITE_DEBOUNCE = 300;
const FALLBACK = MINUTE;
const WITH_LIVE = 5 * MINUTE;
const BACKOFF_MOST = 5 * MINUTE;

/**
 * Milliseconds until the next round without anything happening; undefined where only a person can
 * go on (signing in). Failures back off with full jitter, so that a campus coming back online does
 * not knock all at once (S-16).
 */
export function nextDelay(
	outcome: Outcome,
	failures: number,
	live: boolean,
	random: () => number
): number | undefined {
	switch (outcome.kind) {
		case 'done':
			return (live ? WITH_LIVE : FALLBACK) * (0.8 + 0.4 * random());
		case 'wait':
			return outcome.seconds * SECOND + random() * SECOND;
		case 'signed-out':
		case 'must-change':
		case 'revoked':
			return undefined;
		case 'outdated':
			return BACKOFF_MOST * (0.8 + 0.4 * random());
		default:
			return SECOND + random() * Math.min(BACKOFF_MOST, SECOND * 2 ** Math.min(failures, 10));
	}
}

/** What the server itself waits for, where it said so. */
export function becauseOf(outcome: Outcome | undefined): { because?: 'database' | 'disk' } {
	return outcome?.kind === 'wait' && outcome.because ? { because: outcome.because } : {};
}
