import { describe, expect, test } from 'vitest';
import type { Cell } from '#domain/features/roster/grid';
import { readWorkbook } from '#sheet/read-workbook';

async function read(bytes: Uint8Array, name = '名册.csv'): Promise<(readonly Cell[])[]> {
	const [grid] = await readWorkbook(new Uint8Array(bytes), name);
	return (grid?.rows ?? []).map(({ cells }) => cells);
}
const utf8 = (text: string) => new TextEncoder().encode(text);
const wanted = [
	['姓名', '民族'],
	['张三', '01']
];

describe('a table as text is read in the encodings that offices save', () => {
	const files: [string, Uint8Array][] = [
		['UTF-8', utf8('姓名,民族\n张三,01\n')],
		['UTF-8 with its mark', utf8('\ufeff姓名,民族\r\n张三,01')],
		['UTF-16, little end first', Buffer.from('\ufeff姓名,民族\r\n张三,01\r\n', 'utf16le')],
		['UTF-16, big end first', Buffer.from('\ufeff姓名,民族\r\n张三,01', 'utf16le').swap16()],
		[
			'GBK',
			Buffer.from([
				...[0xd0, 0xd5, 0xc3, 0xfb, 0x2c, 0xc3, 0xf1, 0xd7, 0xe5, 0x0d, 0x0a],
				...[0xd5, 0xc5, 0xc8, 0xfd, 0x2c, 0x30, 0x31]
			])
		]
	];
	test.each(files)('%s', async (_, bytes) => {
		expect(await read(bytes)).toEqual(wanted);
	});
});

describe('a table as text is read by RFC 4180', () => {
	test.each([
		['tabs', '姓名\t民族\n张三\t01'],
		['semicolons', '姓名;民族\n张三;01'],
		['tabs under a title', '某支部党员名册\n姓名\t民族\n张三\t01'],
		['old line ends', '姓名,民族\r张三,01\r']
	])('%s', async (_, text) => {
		expect((await read(utf8(text))).slice(-2)).toEqual(wanted);
	});

	test('quotes keep delimiters, line breaks and doubled quotes', async () => {
		const text = '姓名,备注\r\n"张,三","第一行\r\n第二行说""好"""\r\n李四,"a"\r\n';
		expect(await read(utf8(text))).toEqual([
			['姓名', '备注'],
			['张,三', '第一行\r\n第二行说"好"'],
			['李四', 'a']
		]);
	});

	test('a quote that is never closed loses nothing', async () => {
		expect(await read(utf8('姓名,备注\n张三,"甲\n乙'))).toEqual([
			['姓名', '备注'],
			['张三', '甲\n乙']
		]);
	});

	test('an empty last cell is a cell, an empty line is none, and rows keep their numbers', async () => {
		const [grid] = await readWorkbook(utf8('姓名,民族,备注\n\n张三,01,\n'), 'a.csv');
		expect(grid?.rows).toEqual([
			{ row: 1, cells: ['姓名', '民族', '备注'] },
			{ row: 3, cells: ['张三', '01', ''] }
		]);
	});

	test('[EX-02] eighteen digits and leading noughts stay what they are', async () => {
		expect(await read(utf8('公民身份号码,民族\n990001199009092455,01'))).toEqual([
			['公民身份号码', '民族'],
			['990001199009092455', '01']
		]);
	});

	test('[R-EXP-02] exactly one apostrophe is taken away', async () => {
		expect(await read(utf8("姓名,备注,单位\n'=1+1,''引,甲'乙"))).toEqual([
			['姓名', '备注', '单位'],
			['=1+1', "'引", "甲'乙"]
		]);
	});

	test('a long number that is marked as a text by ="…" is that text; a formula stays what it is', async () => {
		const text =
			'公民身份号码,手机,备注\n="990001200403154031","=""16420027674""",="甲""乙"\n="a"&"b",=1+1,=""';
		expect(await read(utf8(text))).toEqual([
			['公民身份号码', '手机', '备注'],
			['990001200403154031', '16420027674', '甲"乙'],
			['="a"&"b"', '=1+1', '']
		]);
	});

	test('a page that calls itself .csv is still a page', async () => {
		await expect(read(utf8('<html><body>请登录</body></html>'))).rejects.toThrow('sheet.html');
	});
});
