/** The clocks of the servers of one database may differ by so much. */
export const SKEW_MS = 5 * 60_000;

/**
 * Milliseconds since a stored time. One from the future was written while a clock was wrong; it never
 * counts, so it is as old as can be.
 */
export function ageOf(then: string | null, now: Date): number {
	const age = now.getTime() - Date.parse(then ?? '');
	return Number.isNaN(age) || age < -SKEW_MS ? Number.POSITIVE_INFINITY : Math.max(0, age);
}

/** Whether a stored end is still to come. One further away than it can be set was set by a wrong clock. */
export function isToCome(end: string | null, now: Date, longestMs: number): boolean {
	const left = Date.parse(end ?? '') - now.getTime();
	return left > 0 && left <= longestMs + SKEW_MS;
}
