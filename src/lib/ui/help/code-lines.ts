import type { CodeRow, CodeTable } from '#domain/codes/code-table';

/** A row of a code table as the help lists it, behind its parent. */
export interface CodeLine {
	row: CodeRow;
	/** How deep it stands in the groups of its table. */
	depth: number;
}

/** Every row, groups included, in the order of the tree. */
export function codeLines(table: CodeTable): CodeLine[] {
	const lines: CodeLine[] = [];
	const visit = (parent: string | undefined, depth: number) => {
		for (const row of table.rows) {
			if (row.parent !== parent) continue;
			lines.push({ row, depth });
			visit(row.code, depth + 1);
		}
	};
	visit(undefined, 0);
	return lines;
}

/** Whether a row’s code, name or other name holds every word. */
export function fitsRow({ code, name, label = '' }: CodeRow, words: readonly string[]): boolean {
	const text = `${code} ${name} ${label}`.toLowerCase();
	return words.every((word) => text.includes(word));
}

/** The tables whose title or rows hold every word, with the rows that do and how many are local. */
export function tablesWith(
	tables: readonly CodeTable[],
	words: readonly string[]
): { table: CodeTable; hits: readonly CodeRow[]; local: number }[] {
	return tables
		.map((table) => ({
			table,
			titled: words.every((word) => table.title.toLowerCase().includes(word)),
			hits: words.length === 0 ? [] : table.rows.filter((row) => fitsRow(row, words)),
			local: table.rows.filter(({ local }) => local).length
		}))
		.filter(({ titled, hits }) => titled || hits.length > 0);
}
