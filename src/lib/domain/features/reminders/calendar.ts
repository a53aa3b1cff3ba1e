import type { PlainDate } from '#domain/kernel/plain-date';

/** A whole-day event of a calendar file. */
export interface CalendarEvent {
	/** The same event keeps it, so that a later file replaces it and adds nothing twice. */
	uid: string;
	on: PlainDate;
	title: string;
}

/** Nine in the morning, a week before and on the day itself. */
const ALARMS = ['-P6DT15H', 'PT9H'];

/** RFC 5545 as every calendar reads it: CRLF, folded lines, whole days, reminders. */
export function calendarText(events: readonly CalendarEvent[], now: string): string {
	const stamp = `${new Date(now).toISOString().replace(/[-:]|\.\d+/g, '')}`;
	const lines = [
		'BEGIN:VCALENDAR',
		'VERSION:2.0',
		'PRODID:-//Branchbook//Reminders 1//ZH',
		'CALSCALE:GREGORIAN',
		'METHOD:PUBLISH',
		...events.flatMap(({ uid, on, title }) => [
			'BEGIN:VEVENT',
			`UID:${uid}`,
			`DTSTAMP:${stamp}`,
			`DTSTART;VALUE=DATE:${on.replaceAll('-', '')}`,
			`SUMMARY:${escaped(title)}`,
			'CLASS:PRIVATE',
			'TRANSP:TRANSPARENT',
			...ALARMS.flatMap((trigger) => [
				'BEGIN:VALARM',
				'ACTION:DISPLAY',
				`DESCRIPTION:${escaped(title)}`,
				`TRIGGER:${trigger}`,
				'END:VALARM'
			]),
			'END:VEVENT'
		]),
		'END:VCALENDAR'
	];
	return lines.map((line) => `${folded(line)}\r\n`).join('');
}

function escaped(text: string): string {
	return text.replace(/[\\;,]/g, '\\$&').replace(/\r\n|[\r\n]/g, '\\n');
}

/** Octets of a line at most; a further line begins with a blank, which counts. */
const WIDEST = 75;

/** Never inside a character, which may be four octets long. */
function folded(line: string): string {
	let out = '';
	let width = 0;
	for (const character of line) {
		const octets = octetsOf(character.codePointAt(0) ?? 0);
		if (width + octets > WIDEST) {
			out += '\r\n ';
			width = 1;
		}
		out += character;
		width += octets;
	}
	return out;
}

function octetsOf(codePoint: number): number {
	if (codePoint < 0x80) return 1;
	if (codePoint < 0x800) return 2;
	return codePoint < 0x10000 ? 3 : 4;
}
