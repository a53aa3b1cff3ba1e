import { findHeader } from './find-header';
import { plainText, type Cell, type Grid } from './grid';
import { reasons } from './reasons';
import type { RosterReport, RosterRow } from './report';

/** The last column of a workbook of refused rows. */
const REASON_HEADER = '退回原因';

/**
 * The rows that do not go in (refused, or with a question nobody answered), with every column and
 * cell as it came, and why. The first row is the header.
 */
export function refusedRows(grids: readonly Grid[], report: RosterReport): string[][] {
	const header = findHeader(grids);
	const grid = header?.grid;
	const cellsByRow = new Map(grid?.rows.map(({ row, cells }) => [row, cells]));
	const refused = report.rows.filter(
		({ verdict }) => verdict === 'reject' || verdict === 'needs-answer'
	);
	const kept = refused.map(({ row }) => cellsByRow.get(row) ?? []);
	const headers = cellsByRow.get(header?.row ?? 0) ?? [];
	const width = Math.max(headers.length, ...kept.map((cells) => cells.length));
	// A workbook that comes back for the second time has such a column already.
	const columns = Array.from({ length: width }, (_, i) => i).filter(
		(i) => plainText(headers[i]).trim() !== REASON_HEADER
	);
	return [
		[...columns.map((i) => plainText(headers[i])), REASON_HEADER],
		...refused.map((row, n) => [...columns.map((i) => asText(kept[n]?.[i])), reasonOf(row)])
	];
}

/**
 * A day as this app reads it again: how the sheet showed it may have been another country’s way. A
 * day that the sheet did not show whole stays as it was shown, so that it is asked for again.
 */
function asText(cell: Cell): string {
	if (typeof cell !== 'object' || cell.kind !== 'date') return plainText(cell);
	if (cell.shows === 'less') return cell.text;
	return cell.shows === 'month' ? cell.date.slice(0, 7) : cell.date;
}

function reasonOf({ why, findings, ask }: RosterRow): string {
	const errors = findings
		.filter(({ severity, rule }) => severity === 'error' && rule !== 'IM-01')
		.map(({ message, rule }) => `${message}（${rule}）`);
	const open = ask.map(({ sentence }) => reasons.unanswered(sentence));
	return [...why, ...errors, ...open].join('；');
}
