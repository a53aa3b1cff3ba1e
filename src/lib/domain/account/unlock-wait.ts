/** Wrong passwords in a row that cost nothing: everybody mistypes. */
const FREE = 5;
const FIRST_SECONDS = 5;
const MOST_SECONDS = 300;

/** Seconds before the next try after so many wrong passwords in a row: 0, then 5, 10, 20 … 300. */
export function waitAfter(wrong: number): number {
	if (wrong < FREE) return 0;
	return Math.min(MOST_SECONDS, FIRST_SECONDS * 2 ** Math.min(wrong - FREE, 10));
}
