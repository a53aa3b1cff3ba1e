import { honour } from '#domain/codes/honour';
import { readDate } from '#domain/kernel/date-spelling';
import { normaliseIdNumber, normaliseName } from '#domain/model/member/respell';
import { MergedCells } from '#domain/features/roster/merged-cells';
import { isBlank, textOf, type Grid, type GridRow } from '#domain/features/roster/grid';

/** One person of a commendation’s name list, as the list has him. */
export interface AwardRow {
	/** Sheet row, or line of the pasted text, from 1. */
	row: number;
	name: string;
	/** Last characters of the ID number, or all of it; '' where the list gives none. */
	idTail: string;
	/** The branch as it was called when the list was made. */
	branch: string;
	/** Code of the honour; '' where the list gives none or one that nobody knows. */
	honour: string;
}

export interface AwardList {
	rows: AwardRow[];
	/** 批准时间 and 批准机关 as the lines above the table give them; the person confirms them. */
	approvedOn: string;
	approvedBy: string;
}

type Column = 'name' | 'idTail' | 'branch' | 'code' | 'title';

const headers: readonly [Column, RegExp][] = [
	['name', /^(党员)?姓名$/],
	['idTail', /^(公民)?身份(证)?号(码)?(后[四六46]位)?$|^身份证$/],
	['branch', /^(所在|所属)?(党支部|支部|党组织)(名称)?$/],
	['code', /^(表彰|荣誉|奖励)代码$/],
	['title', /^(表彰|荣誉|奖励)(名称|类别)$/]
];

/** Rows from the top in which the table may begin. */
const WITHIN = 20;

/** Reads the name list of a decision; undefined when no row of any sheet names a 姓名 column. */
export function readAwardList(grids: readonly Grid[]): AwardList | undefined {
	for (const grid of grids) {
		const { rows } = grid;
		const head = rows.find((row) => row.row <= WITHIN && columnsOf(row).has('name'));
		if (!head) continue;
		const above = rows
			.filter(({ row }) => row < head.row)
			.flatMap(({ cells }) => cells.map(textOf));
		const columns = columnsOf(head);
		const merged = new MergedCells(grid, head.row);
		const below = rows.filter(({ row }) => row > head.row);
		return {
			rows: below.flatMap((row) => personOf({ ...row, cells: merged.whole(row) }, columns)),
			...saidAbove(above)
		};
	}
	return undefined;
}

/** Names one to a line, as they are pasted: name, then where given the ID number’s end and more. */
export function readPastedNames(text: string): AwardRow[] {
	return text.split(/\r?\n/).flatMap((line, index): AwardRow[] => {
		const [name = '', ...rest] = line.trim().split(/[\s,，、;；]+/);
		if (name === '') return [];
		const idTail = rest.find((part) => /^\d{3,17}[\dXx]$/.test(part)) ?? '';
		const said = rest.find((part) => honourOf(part, part) !== '') ?? '';
		return [
			{
				row: index + 1,
				name: normaliseName(name),
				idTail: idTail.toUpperCase(),
				branch: rest.find((part) => part.includes('支部')) ?? '',
				honour: honourOf(said, said)
			}
		];
	});
}

function columnsOf({ cells }: GridRow): Map<Column, number> {
	const columns = new Map<Column, number>();
	cells.forEach((cell, index) => {
		const header = textOf(cell).replace(/\s+/g, '');
		const found = headers.find(([key, shape]) => !columns.has(key) && shape.test(header));
		if (found) columns.set(found[0], index);
	});
	return columns;
}

function personOf({ row, cells }: GridRow, columns: ReadonlyMap<Column, number>): AwardRow[] {
	const read = (key: Column) => {
		const index = columns.get(key);
		const cell = index === undefined ? undefined : cells[index];
		return isBlank(cell) ? '' : textOf(cell).trim();
	};
	const name = normaliseName(read('name'));
	// A signature or a total below the table names nobody.
	if (name === '' || /\d|[:：]/.test(name) || /^(合计|总计|备注)/.test(name)) return [];
	return [
		{
			row,
			name,
			idTail: normaliseIdNumber(read('idTail')),
			branch: read('branch'),
			honour: honourOf(read('code'), read('title'))
		}
	];
}

/** By code, else by the name of the code. */
function honourOf(code: string, title: string): string {
	if (honour.has(code)) return code;
	return honour.choices.find(({ name }) => name === title)?.code ?? '';
}

function saidAbove(texts: readonly string[]): Pick<AwardList, 'approvedOn' | 'approvedBy'> {
	const all = texts.join(' ');
	const by = /批准机关[:：]\s*(\S+)/.exec(all)?.[1] ?? '';
	const on = /(?:印发|批准|表彰)(?:日期|时间)[:：]\s*(.{1,60})/.exec(all)?.[1] ?? '';
	return { approvedBy: by, approvedOn: dayAtStart(on) };
}

/** A day at the start of a line, which may be written with blanks: as many words as make one. */
function dayAtStart(text: string): string {
	const words = text.split(/\s+/).slice(0, 6);
	for (let n = words.length; n > 0; n -= 1) {
		const reading = readDate(words.slice(0, n).join(' '));
		if ('date' in reading) return reading.date;
	}
	return '';
}
