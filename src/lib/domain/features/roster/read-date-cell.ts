import { readDate, type DateReading } from '#domain/kernel/date-spelling';
import { addDays, type PlainDate } from '#domain/kernel/plain-date';
import { textOf, type Cell } from './grid';

/**
 * `serial`: a bare five-digit number, which may be a day that has lost its format. `hidden`: a day
 * whose format shows less than a year and a month.
 */
export type DateCellReading = DateReading | { serial: PlainDate } | { hidden: PlainDate };

/** The day numbers of 1921-07-01 and of the year 2100 in Excel’s calendar of 1900. */
const FIRST_SERIAL = 7853;
const LAST_SERIAL = 73_051;
/** Excel counts from here, for every day after the 29 February 1900 that never was. */
const DAY_NOUGHT: PlainDate = '1899-12-30';

/**
 * Reads a day from a cell. A number counts by what it shows: 2016.1 that shows 2016.10 is October
 * 2016 without a day, never the 2016th day of Excel’s calendar, which lies in 1905.
 */
export function readDateCell(cell: Cell): DateCellReading {
	if (typeof cell === 'object' && cell.kind === 'date') {
		if (cell.shows === 'less') return { hidden: cell.date };
		return cell.shows === 'month' ? { monthOnly: cell.date.slice(0, 7) } : { date: cell.date };
	}
	const reading = readDate(textOf(cell));
	if (!('invalid' in reading)) return reading;
	const day = serialDay(typeof cell === 'object' && cell.kind === 'number' ? cell.value : NaN);
	const written = day ?? serialDay(asNumber(reading.invalid));
	return written === undefined ? reading : { serial: written };
}

/** A number stored as text, and a day number with its time of day. */
function asNumber(text: string): number {
	return /^'?\d{4,5}(?:\.\d+)?$/.test(text) ? Number(text.replace("'", '')) : NaN;
}

function serialDay(serial: number): PlainDate | undefined {
	return serial >= FIRST_SERIAL && serial < LAST_SERIAL
		? addDays(DAY_NOUGHT, Math.floor(serial))
		: undefined;
}
