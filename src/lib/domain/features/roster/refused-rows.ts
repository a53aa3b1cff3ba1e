import { findHeaders } from './find-header';
import { plainText, type Cell, type Grid } from './grid';
import { MergedCells } from './merged-cells';
import { reasons } from './reasons';
import type { RosterReport, RosterRow } from './report';

/** The last column of a workbook of refused rows. */
const REASON_HEADER = '退回原因';

/** The refused rows of one sheet, with every column and cell as it came, and their reasons. */
interface Part {
	header: string[];
	rows: { cells: string[]; reason: string }[];
}

/**
 * The rows that do not go in (refused, or with a question nobody answered), with every column and
 * cell as it came, and why. The first row is the header; rows of a sheet with other columns stand
 * below a header of their own. The one that names most fields stands first, so that it is taken
 * for the header when the workbook comes again, and the others for what they are.
 */
export function refusedRows(grids: readonly Grid[], report: RosterReport): string[][] {
	const [first, ...others] = partsOf(grids, report);
	if (!first) return [[REASON_HEADER]];
	const parts = [first, ...others.filter(({ rows }) => rows.length > 0)];
	const width = Math.max(...parts.flatMap(widths));
	const line = (cells: readonly string[], last: string) => [
		...Array.from({ length: width }, (_, i) => cells[i] ?? ''),
		last
	];
	return parts.flatMap(({ header, rows }, at) => [
		...(at > 0 && header.join('\t') === parts[at - 1]?.header.join('\t')
			? []
			: [line(header, REASON_HEADER)]),
		...rows.map(({ cells, reason }) => line(cells, reason))
	]);
}

function widths({ header, rows }: Part): number[] {
	return [header.length, ...rows.map(({ cells }) => cells.length)];
}

function partsOf(grids: readonly Grid[], report: RosterReport): Part[] {
	const read = findHeaders(grids)
		.filter((header) => report.sheets.some(({ sheet }) => sheet === header.sheet))
		.sort((a, b) => b.score - a.score || a.sheet - b.sheet);
	return read.map(({ sheet, grid, row: headerRow }): Part => {
		const merged = new MergedCells(grid, headerRow);
		const byRow = new Map(grid.rows.map((row) => [row.row, row]));
		const headerCells = byRow.get(headerRow)?.cells ?? [];
		// A workbook that comes back for the second time has such a column already.
		const kept = (cells: readonly Cell[]) =>
			Array.from(cells).filter((_, i) => plainText(headerCells[i]).trim() !== REASON_HEADER);
		const rows = report.rows
			.filter((row) => row.sheet === sheet && isRefused(row))
			.map((row) => {
				const there = byRow.get(row.row);
				const cells = there ? merged.whole(there) : [];
				return { cells: kept(cells).map(asText), reason: reasonOf(row) };
			});
		return { header: kept(headerCells).map(plainText), rows };
	});
}

function isRefused({ verdict }: RosterRow): boolean {
	return verdict === 'reject' || verdict === 'needs-answer';
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
