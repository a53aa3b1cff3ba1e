import { describe, expect, test } from 'vitest';
import { utils, write } from 'xlsx';
import { builtInFormats, shownBy } from '#sheet/date-format';
import { readWorkbook } from '#sheet/read-workbook';
import { branchBase, reportOn } from '../support/roster-files';
import { cellsXml, craftZip, workbookParts } from '../support/crafted-files';

/** Dates as files from offices hold them; see tests/fixtures/found. */

const FIRST = '990000000012';

describe('a-times.csv: the day that is written; what shows none asks, row by row', () => {
	test('a time of day changes no day', async () => {
		const { rows } = await reportOn('found/a-times.csv', {}, branchBase(FIRST));
		const seen = rows.map(({ values, ask }) => [
			values.name,
			values.joinDate,
			ask.map(({ question, propose }) => [question, propose])
		]);
		expect(seen).toEqual([
			['测试乙', '2019-06-01', []],
			['测试丙', '2019-06-01', []],
			['测试丁', '2019-06-02', []],
			['测试戊', '2019-06-03', []],
			['测试己', '2019-06-01', []],
			['测试庚', '2019-06-04', []],
			['测试辛', '2019-06-01', []],
			['测试壬', '', [['date-zone', '2019-06-01']]],
			['测试癸', '2019-06-30', []],
			['测试子', '2019-06-01', []],
			['测试丑', '', [['date-order', undefined]]]
		]);
	});

	test('the answer is the day', async () => {
		const answers = { '9:joinDate': '2019-06-01', '12:joinDate': '2019-6-1' };
		const { rows } = await reportOn('found/a-times.csv', { answers }, branchBase(FIRST));
		expect(rows.flatMap(({ ask }) => ask)).toEqual([]);
		expect(rows[10]?.values.joinDate).toBe('2019-06-01');
	});
});

describe('20-birth-57.xlsx: a format without a code in the file is read for what it shows', () => {
	test('year and month of birth are compared with the ID number and asked of nobody', async () => {
		const { rows } = await reportOn('found/20-birth-57.xlsx');
		expect(rows.map(({ values }) => values.birthDate)).toEqual([
			'2004-03-15',
			'2004-05-20',
			'2003-11-09',
			'2004-07-07',
			'2004-02-28',
			'2003-12-01',
			'2004-01-01',
			'2004-06-06'
		]);
	});

	test('in another column the day is asked; format 31 shows the whole day', async () => {
		const { rows } = await reportOn('found/20-birth-57.xlsx');
		expect(
			rows.map(({ ask }) => ask.map(({ field, question, propose }) => [field, question, propose]))
		).toEqual(
			[
				'2024-06-',
				'2024-12-',
				'2023-12-',
				'2024-06-',
				'2024-06-',
				'2023-12-',
				'2024-12-',
				'2024-06-'
			].map((start) => [['joinDate', 'day-missing', start]])
		);
		expect(rows[0]?.values.regularDate).toBe('2025-06-20');
	});
});

test('02-serials.xlsx: dated cells are read, a bare number asks, also as text', async () => {
	const { rows } = await reportOn('found/02-serials.xlsx');
	const seen = rows.map(({ values, ask }) => [
		values.joinDate,
		...ask.map(({ question, propose }) => [question, propose])
	]);
	expect(seen).toEqual([
		['', ['date-serial', '2024-06-20']],
		['', ['date-serial', '2024-12-12']],
		['2023-12-05'],
		['', ['day-missing', '2024-06-']],
		['', ['date-hidden', '2024-06-20']],
		['2023-12-05'],
		['2024-12-12'],
		['', ['day-missing', '2024-06-']]
	]);
	expect(rows.map(({ values }) => values.birthDate)[0]).toBe('2004-03-15');
});

test('every built-in format of China is read by its number alone', async () => {
	const shown = new Map<number, string>();
	for (const id of [14, 22, ...builtInFormats.keys()]) {
		const xml = cellsXml({ A1: '姓名' }).replace(
			'</row>',
			'<c r="B1" s="1"><v>45463.5</v></c></row>'
		);
		const styles =
			'<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">' +
			`<cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="${id}" applyNumberFormat="1"/></cellXfs></styleSheet>`;
		const [grid] = await readWorkbook(withStyles(xml, styles), 'a.xlsx');
		const cell = grid?.rows[0]?.cells[1];
		if (typeof cell === 'object' && cell.kind === 'date') {
			expect([id, cell.date]).toEqual([id, '2024-06-20']);
			shown.set(id, cell.shows);
		}
	}
	expect(Object.fromEntries(shown)).toEqual({
		14: 'day',
		22: 'day',
		...Object.fromEntries([27, 36, 50, 52, 57].map((id) => [id, 'month'])),
		...Object.fromEntries([28, 29, 51, 53, 54, 58].map((id) => [id, 'less'])),
		...Object.fromEntries([30, 31].map((id) => [id, 'day'])),
		...Object.fromEntries([32, 33, 34, 35, 55, 56].map((id) => [id, 'less']))
	});
});

test('a code that the file itself holds for such a number goes before', async () => {
	const xml = cellsXml({ A1: '姓名' }).replace('</row>', '<c r="B1" s="0"><v>45463</v></c></row>');
	for (const list of [
		'<numFmts count="1"><numFmt numFmtId="57" formatCode="yyyy/m/d"/></numFmts>',
		'<numFmts><numFmt numFmtId="57" formatCode="yyyy/m/d"/></numFmts>'
	]) {
		const styles = `<styleSheet>${list}<cellXfs><xf numFmtId="57"/><xf numFmtId="31"/></cellXfs></styleSheet>`;
		const [grid] = await readWorkbook(withStyles(xml, styles), 'a.xlsx');
		expect(grid?.rows[0]?.cells[1]).toMatchObject({ shows: 'day', date: '2024-06-20' });
	}
});

function withStyles(xml: string, styles: string): Uint8Array<ArrayBuffer> {
	const parts = workbookParts([{ name: '名册', xml }]).map((part) => {
		if (part.name === '[Content_Types].xml') {
			const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml';
			const line = `<Override PartName="/xl/styles.xml" ContentType="${type}"/></Types>`;
			return { ...part, content: String(part.content).replace('</Types>', line) };
		}
		if (part.name !== 'xl/_rels/workbook.xml.rels') return part;
		const type = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles';
		const line = `<Relationship Id="rId99" Type="${type}" Target="styles.xml"/></Relationships>`;
		return { ...part, content: String(part.content).replace('</Relationships>', line) };
	});
	return craftZip([...parts, { name: 'xl/styles.xml', content: styles }]);
}

describe('what a format shows of a day', () => {
	test.each([
		['yyyy-mm-dd', 'day'],
		['yyyy/m/d h:mm', 'day'],
		['m/d/yy', 'day'],
		['[$-804]yyyy"年"m"月"d"日";@', 'day'],
		['[DBNum1][$-804]yyyy"年"m"月"d"日"', 'day'],
		['dd-mmm-yyyy', 'day'],
		['yyyymmdd', 'day'],
		['[$-404]e/m/d', 'day'],
		['yyyy"年"m"月"', 'month'],
		['mmm-yy', 'month'],
		['yyyy.mm', 'month'],
		['m"月"d"日"', 'less'],
		['yyyy', 'less'],
		['[$-804]aaaa', 'less'],
		['dddd', 'less'],
		['h:mm', 'less'],
		['h:mm AM/PM', 'less'],
		['[h]:mm:ss', 'less'],
		['General', undefined],
		['0.00', undefined],
		['#,##0', undefined],
		['0.00E+00', undefined],
		['0000"-"00"-"00', undefined],
		['"日期"0', undefined],
		['[Red]0', undefined],
		['@', undefined]
	])('%s: %s', (format, shows) => {
		expect(shownBy(format)).toBe(shows);
	});
});

test('a weekday is quoted by its number, and a day that was not shown is asked again', async () => {
	const sheet = utils.aoa_to_sheet([
		['姓名', '入党日期'],
		['张三', { t: 'n', v: 45_463, z: '[$-804]aaaa' }]
	]);
	const bytes = write(utils.book_new(sheet, '名册'), { type: 'array' }) as ArrayBuffer;
	const [grid] = await readWorkbook(new Uint8Array(bytes), 'a.xlsx');
	expect(grid?.rows[1]?.cells[1]).toMatchObject({ shows: 'less', text: '45463' });
});

test('i-sci.csv: a number that lost its last digits is said to have lost them', async () => {
	const { rows } = await reportOn('found/i-sci.csv', {}, branchBase(FIRST));
	expect(rows.map(({ why }) => why)).toEqual([
		[expect.stringContaining('末几位已丢失')],
		[expect.stringContaining('末三位是 0')],
		[]
	]);
	expect(rows[2]?.values.idNumber).toBe('990001199804205017');
});

test('17-min.csv: ="…" around a long number is no part of it', async () => {
	const { rows } = await reportOn('found/17-min.csv', {}, branchBase(FIRST));
	expect(rows[0]?.values).toMatchObject({ idNumber: '990001200403154031', mobile: '16420027674' });
});
