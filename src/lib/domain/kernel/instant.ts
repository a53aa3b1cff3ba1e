import { isPlainDate } from '#domain/kernel/plain-date';

/** Day, time and zone in the one spelling that every device and server writes; no comment, no words. */
const SPELLING =
	/^\d{4}-\d{2}-\d{2}T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{3})?(?:Z|[+-](?:0\d|1[0-4]):[0-5]\d)$/;

/** Whether the text is a moment in ISO 8601, on a day of the calendar. */
export function isInstant(text: string): boolean {
	return SPELLING.test(text) && isPlainDate(text.slice(0, 10));
}
