import type { PlainDate } from '#domain/kernel/plain-date';
import { readDate, type DateReading } from '#domain/member/normalise';
import { textOf, type Cell } from './grid';

/** `serial`: a bare five-digit number, which may be a day that has lost its format. */
export type DateCellReading = DateReading | { serial: PlainDate };

/** The day numbers of 1921-07-01 and of the year 2100 in Excel’s calendar of 1900. */
const FIRST_SERIAL = 7853;
const LAST_SERIAL = 73_051;

/**
 * Reads a day from a cell. A number counts by what it shows: 2016.1 that shows 2016.10 is October
 * 2016 without a day, never the 2016th day of Excel’s calendar, which lies in 1905.
 */
export function readDateCell(cell: Cell): DateCellReading {
	if (typeof cell !== 'object') return readDate(cell ?? '');
	if (cell.kind === 'date') {
		return cell.monthOnly ? { monthOnly: cell.date.slice(0, 7) } : { date: cell.date };
	}
	const reading = readDate(cell.text);
	if (!('invalid' in reading) || cell.kind !== 'number') return reading;
	const { value } = cell;
	return Number.isInteger(value) && value >= FIRST_SERIAL && value < LAST_SERIAL
		? { serial: serialDay(value) }
		: { invalid: textOf(cell) };
}

/** Excel counts from 1899-12-30, for every day after the 29 February 1900 that never was. */
function serialDay(serial: number): PlainDate {
	return new Date(Date.UTC(1899, 11, 30 + serial)).toISOString().slice(0, 10);
}
