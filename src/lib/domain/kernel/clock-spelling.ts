/** A time of day behind a day. */
export interface Clock {
	/** What stands before it. */
	before: string;
	/** Since midnight. */
	minutes: number;
	/** Minutes east of Greenwich, where the text names a zone. */
	zone: number | undefined;
}

const HALF = '上午|下午|凌晨|早上|中午|晚上|[AaPp][Mm]';
const SIGNS = '(\\d{1,2}):(\\d{2})(?::(\\d{2})(?:\\.\\d{1,9})?)?';
const WORDS = '(\\d{1,2})[时点](?:(\\d{1,2})分(?:(\\d{1,2})秒)?)?';
const ZONE = 'Z|UTC|(?:GMT|UTC)?[+-]\\d{2}:?\\d{2}';

/** A blank or a T parts the time from the day: without it 6-11:30 may be the first or the eleventh. */
const CLOCK = new RegExp(
	`^(.*?)(?: |T)(${HALF})? ?(?:${SIGNS}|${WORDS}) ?([AaPp][Mm])? ?(${ZONE})?$`
);

/** The time at the end of a text; `wrong` where no clock shows it; undefined where there is none. */
export function clockOf(text: string): Clock | 'wrong' | undefined {
	const found = CLOCK.exec(text);
	if (!found) return undefined;
	const [, before = '', half, h1, m1, s1, h2, m2, s2, after, zone] = found;
	const [hour, minute, second] = [h1 ?? h2, m1 ?? m2, s1 ?? s2].map((part) => Number(part ?? 0));
	if (hour === undefined || minute === undefined || second === undefined) return 'wrong';
	if (hour > 24 || minute > 59 || second > 60) return 'wrong';
	const east = zone === undefined ? undefined : minutesEast(zone);
	return { before, minutes: inDay(hour, half ?? after) * 60 + minute, zone: east };
}

function inDay(hour: number, half: string | undefined): number {
	if (half === undefined) return hour;
	if (/上午|凌晨|早上|am/i.test(half)) return hour === 12 ? 0 : hour;
	return hour < 12 && !(half === '中午' && hour >= 10) ? hour + 12 : hour;
}

function minutesEast(zone: string): number {
	const [, sign, hours = '0', minutes = '0'] = /([+-])(\d{2}):?(\d{2})$/.exec(zone) ?? [];
	return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
}
