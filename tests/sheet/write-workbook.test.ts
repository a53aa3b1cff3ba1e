import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { read } from 'xlsx';
import { plainText } from '#domain/features/roster/grid';
import { unpack, UnpackBudget } from '#sheet/inflate';
import { readWorkbook } from '#sheet/read-workbook';
import { writeCsv } from '#sheet/write-csv';
import { writeWorkbook } from '#sheet/write-workbook';
import { readZipDirectory } from '#sheet/zip-directory';

type Table = string[][];

async function partOf(bytes: Uint8Array<ArrayBuffer>, name: string): Promise<string> {
	const entry = readZipDirectory(bytes).find((one) => one.name === name);
	if (!entry) throw new Error(`${name} is missing`);
	return new TextDecoder().decode(await unpack(entry, new UnpackBudget()));
}

/** The table as it is read back; empty cells at the end of a row and empty rows are not there. */
async function readBack(bytes: Uint8Array<ArrayBuffer>, name: string): Promise<Table> {
	const [grid] = await readWorkbook(bytes, name);
	return (grid?.rows ?? []).map(({ cells }) => trimmed(Array.from(cells, plainText)));
}

function trimmed(row: readonly string[]): string[] {
	const last = row.findLastIndex((cell) => cell !== '');
	return row.slice(0, last + 1);
}

/** The rows that hold anything, as a reader of the file can know them. */
const seen = (table: Table): Table => table.map(trimmed).filter((row) => row.length > 0);

const formulas = ['=1+1', '+86', '-1', '@SUM(A1)', '＝1', '\t=1', ' =1', '=HYPERLINK("http://a")'];

describe('[R-EXP-02] a workbook holds texts and nothing else', () => {
	test('[EX-02] every cell is a text cell in text format, long numbers and codes included', async () => {
		const bytes = await writeWorkbook(
			[
				['公民身份号码', '民族'],
				['990001199009092455', '01']
			],
			'名册'
		);
		const sheet = read(bytes, { cellNF: true }).Sheets['名册'] ?? {};
		for (const address of ['A1', 'B1', 'A2', 'B2']) {
			expect(sheet[address]).toMatchObject({ t: 's', z: '@' });
		}
		expect(sheet['A2']).toMatchObject({ v: '990001199009092455' });
	});

	test.each(formulas)('“%s” stays that text: quote prefix, no character added', async (text) => {
		const bytes = await writeWorkbook([['姓名'], [text]], '名册');
		expect(await readBack(bytes, 'a.xlsx')).toEqual([['姓名'], [text]]);
		const cell: unknown = read(bytes, { cellFormula: true }).Sheets['名册']?.['A2'];
		expect(cell).toMatchObject({ t: 's', v: text });
		expect(cell).not.toHaveProperty('f');
		const style = await styleOf(bytes, 'A2');
		expect(style).toContain('quotePrefix="1"');
		expect(style).toContain('numFmtId="49"');
		expect(await styleOf(bytes, 'A1')).not.toContain('quotePrefix');
	});

	/** The `<xf>` that the cell’s style number points at. */
	async function styleOf(bytes: Uint8Array<ArrayBuffer>, address: string): Promise<string> {
		const sheet = await partOf(bytes, 'xl/worksheets/sheet1.xml');
		const number = new RegExp(`<c r="${address}"[^>]* s="(\\d+)"`).exec(sheet)?.[1];
		const styles = await partOf(bytes, 'xl/styles.xml');
		const formats = /<cellXfs[^>]*>(.*?)<\/cellXfs>/s.exec(styles)?.[1] ?? '';
		return formats.match(/<xf [^>]*>/g)?.[Number(number)] ?? '';
	}

	test('a text that looks like an escape is escaped, and stays itself', async () => {
		const bytes = await writeWorkbook([['_x0041_'], ['_x000D_'], ['a_xb']], '名册');
		const strings = await partOf(bytes, 'xl/sharedStrings.xml');
		expect(strings).toContain('_x005F_x0041_');
		expect(strings).not.toContain('_x005F_xb');
		expect(await readBack(bytes, 'a.xlsx')).toEqual([['_x0041_'], ['_x000D_'], ['a_xb']]);
	});

	test('the same rows give the same bytes', async () => {
		const rows = [['姓名'], ['张三']];
		expect(await writeWorkbook(rows, '名册')).toEqual(await writeWorkbook(rows, '名册'));
	});
});

describe('[R-EXP-02] a .csv holds the same texts', () => {
	const textOf = (bytes: Uint8Array) => new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);

	test('UTF-8 with its mark, line ends of RFC 4180', () => {
		expect(
			textOf(
				writeCsv([
					['姓名', '备注'],
					['张,三', '甲\n"乙"']
				])
			)
		).toBe('\ufeff姓名,备注\r\n"张,三","甲\n""乙"""\r\n');
	});

	test.each(formulas)('“%s” gets exactly one apostrophe, which import takes away', async (text) => {
		const bytes = writeCsv([['姓名'], [text]]);
		const cell = textOf(bytes).slice(5).trimEnd().replace(/^"|"$/g, '').replaceAll('""', '"');
		expect(cell).toBe(`'${text}`);
		expect(await readBack(bytes, 'a.csv')).toEqual([['姓名'], [text]]);
	});
});

describe('what was written is what is read', () => {
	/** Texts as records hold them (one kind of line break), with the traps of both formats among them. */
	const piece = fc.oneof(
		fc.constantFrom(
			...'=+-@\'",;\t\n_x<>&',
			'_x0041_',

			'＝',
			' ',
			'01',
			'990001',
			'张',
			'·'
		),
		fc.string({ unit: 'grapheme', maxLength: 4 }).map((text) => text.replace(/\p{Cc}/gu, ''))
	);
	const cell = fc.array(piece, { maxLength: 6 }).map((pieces) => pieces.join(''));
	const table = fc.array(fc.array(cell, { minLength: 1, maxLength: 5 }), {
		minLength: 1,
		maxLength: 6
	});

	test('[EX-02] .xlsx, cell for cell', async () => {
		await fc.assert(
			fc.asyncProperty(table, async (rows) => {
				const back = await readBack(await writeWorkbook(rows, '名册'), 'a.xlsx');
				expect(back).toEqual(seen(rows));
			}),
			{ numRuns: 120 }
		);
	}, 60_000);

	test('[EX-02] .csv, cell for cell', async () => {
		// One column alone cannot show which sign parts the columns; the header always has two.
		const body = table.map((rows) => [['姓名', '民族'], ...rows]);
		await fc.assert(
			fc.asyncProperty(body, async (rows) => {
				expect(await readBack(writeCsv(rows), 'a.csv')).toEqual(seen(rows));
			}),
			{ numRuns: 120 }
		);
	}, 60_000);
});
