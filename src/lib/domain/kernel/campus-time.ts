import type { PlainDate } from '#domain/kernel/plain-date';

/** Every campus keeps the same time, UTC+8, all year. */
const OFFSET_MS = 8 * 3_600_000;

/** The day of the campus at this moment, wherever the device or the server is. */
export function campusDay(moment: Date): PlainDate {
	return campusIso(moment).slice(0, 10);
}

/** ISO time of the campus with its offset, so that the first ten characters are the day there. */
export function campusIso(moment: Date): string {
	return `${new Date(moment.getTime() + OFFSET_MS).toISOString().slice(0, -1)}+08:00`;
}
