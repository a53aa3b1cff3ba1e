import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readRoster } from '#domain/features/roster/read-rows';
import { readWorkbook } from '#sheet/read-workbook';
import { sheetLimits, SheetRefusal } from '#sheet/sheet-problem';
import {
	cellsXml,
	craftWorkbook,
	craftZip,
	refusalOf,
	workbookParts,
	type CraftedPart
} from '../support/crafted-files';
import { campusBase, fixture } from '../support/roster-files';

const text = (content: string) => new TextEncoder().encode(content);
const small = { name: '名册', xml: cellsXml({ A1: '姓名', B1: '民族', A2: '张三', B2: '01' }) };
const parts = workbookParts([small]);
const CFB = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];

function withPart(part: CraftedPart): CraftedPart[] {
	return [...parts.filter(({ name }) => name !== part.name), part];
}

describe('[R-IMP-01] what a file is, is read from its bytes, and each refusal has its own name', () => {
	const utf16 = Buffer.from('EncryptedPackage', 'utf16le');
	const files: [string, Uint8Array<ArrayBuffer>, string][] = [
		['an empty file', new Uint8Array(), 'sheet.empty'],
		['a file over the limit', new Uint8Array(sheetLimits.fileBytes + 1), 'sheet.too-large'],
		['an old .xls', new Uint8Array([...CFB, ...new Uint8Array(600)]), 'sheet.old-xls'],
		['an .xls of before 1993', new Uint8Array([9, 4, 6, 0, 0, 0, 0x10, 0]), 'sheet.old-xls'],
		[
			'a workbook behind a password',
			new Uint8Array([...CFB, ...new Uint8Array(600), ...utf16]),
			'sheet.encrypted'
		],
		['a page', text('<!DOCTYPE html><html><body>登录</body></html>'), 'sheet.html'],
		['a page made of a table alone', text('\ufeff \n<table><tr><td>姓名'), 'sheet.html'],
		['a text', text('姓名,民族\n张三,01\n'), 'sheet.text-named-workbook'],
		['other markup', text('<?xml version="1.0"?><Workbook/>'), 'sheet.not-a-workbook'],
		[
			'a picture',
			new Uint8Array([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0]),
			'sheet.not-a-workbook'
		],
		['an empty archive', craftZip([]), 'sheet.not-a-workbook'],
		[
			'an archive of something else',
			craftZip([{ name: 'a.txt', content: 'a' }]),
			'sheet.not-a-workbook'
		],
		[
			'a text document',
			craftZip(
				workbookParts(
					[],
					'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml'
				)
			),
			'sheet.not-a-workbook'
		],
		[
			'an .xlsb',
			craftZip(workbookParts([], 'application/vnd.ms-excel.sheet.binary.macroEnabled.main')),
			'sheet.binary'
		],
		[
			'an .xlsm',
			craftZip(workbookParts([small], 'application/vnd.ms-excel.sheet.macroEnabled.main+xml')),
			'sheet.macro'
		],
		[
			'macros that the content types do not mention',
			craftZip(withPart({ name: 'xl/vbaProject.bin', content: 'Sub' })),
			'sheet.macro'
		],
		[
			'an archive whose parts are encrypted',
			craftZip(withPart({ name: 'xl/workbook.xml', content: '', flags: 1 })),
			'sheet.encrypted'
		]
	];
	test.each(files)('%s named .xlsx', async (_, bytes, code) => {
		expect((await refusalOf(bytes)).code).toBe(code);
	});

	test('a workbook is read under whatever name', async () => {
		const grids = await readWorkbook(craftWorkbook([small]), '名册.csv');
		expect(grids[0]?.rows.map(({ cells }) => cells)).toEqual([
			['姓名', '民族'],
			['张三', '01']
		]);
	});
});

describe('[R-IMP-01] no file unpacks to more than its budget', () => {
	const blanks = (megabytes: number) => Buffer.alloc(megabytes * 1024 * 1024, 0x20);
	const bomb = (content: Uint8Array, size?: number): CraftedPart => ({
		name: 'xl/worksheets/sheet1.xml',
		content,
		...(size === undefined ? {} : { size })
	});

	test('by ratio: 8 MB out of 8 kB', async () => {
		expect((await refusalOf(craftZip(withPart(bomb(blanks(8)))))).code).toBe('sheet.bomb');
	});

	test('by what one part declares', async () => {
		const part = bomb(text('<worksheet/>'), sheetLimits.partBytes + 1);
		expect((await refusalOf(craftZip(withPart(part)))).code).toBe('sheet.bomb');
	});

	test('by what comes out, whatever was declared', async () => {
		expect((await refusalOf(craftZip(withPart(bomb(blanks(50), 12))))).code).toBe('sheet.bomb');
	});

	test('by all parts together, each of them harmless', async () => {
		// Twelve of 1,000 bytes are random: a ratio of about 50, far below the limit for one part.
		const line = () =>
			Buffer.concat(
				[Buffer.alloc(988, 0x20), randomBytes(6).toString('hex')].map((piece) => Buffer.from(piece))
			);
		const block = Buffer.concat(Array.from({ length: 1000 }, line));
		const content = Buffer.concat(Array.from({ length: 28 }, () => block));
		const sheets = [1, 2, 3].map((n) => ({ name: `表${n}`, xml: '' }));
		const crafted = workbookParts(sheets).map((part) =>
			part.name.startsWith('xl/worksheets/') ? { ...part, content } : part
		);
		const bytes = craftZip(crafted);
		expect(bytes.byteLength).toBeLessThan(sheetLimits.fileBytes);
		expect((await refusalOf(bytes)).code).toBe('sheet.bomb');
	});

	test('one kernel that many entries point at', async () => {
		const over = workbookParts([small, small]).map((part) =>
			part.name === 'xl/worksheets/sheet2.xml' ? { ...part, over: 4 } : part
		);
		expect((await refusalOf(craftZip(over))).code).toBe('sheet.bomb');
	});

	test('more entries than a workbook has', async () => {
		const many = Array.from({ length: sheetLimits.entries }, (_, n) => ({
			name: `xl/media/${n}.png`,
			content: ''
		}));
		expect((await refusalOf(craftZip([...parts, ...many]))).code).toBe('sheet.bomb');
	});
});

describe('[R-IMP-01] an archive that no spreadsheet program writes is damaged', () => {
	const sound = craftZip(parts);
	const damaged: [string, Uint8Array<ArrayBuffer>][] = [
		['cut off', sound.slice(0, sound.length - 40)],
		['with bytes behind its end', new Uint8Array([...sound, 0, 0, 0, 0])],
		['with a wrong checksum', craftZip(withPart({ ...parts[4]!, crc: 1 }))],
		['with a wrong size', craftZip(withPart({ ...parts[4]!, size: 7 }))],
		['with a name that climbs out', craftZip([...parts, { name: '../evil', content: '' }])],
		['with a drive in a name', craftZip([...parts, { name: 'C:/evil', content: '' }])],
		['with a name twice', craftZip([...parts, { name: 'XL/workbook.xml', content: '' }])],
		['with a link', craftZip([...parts, { name: 'xl/link', content: 'a', mode: 0o120777 }])],
		['that claims the 64-bit form', craftZip(parts, 0xffff)],
		['that claims one entry more', craftZip(parts, parts.length + 1)],
		[
			'with entities',
			craftZip(withPart({ ...parts[4]!, content: '<!DOCTYPE a [<!ENTITY b "c">]><worksheet/>' }))
		]
	];
	test.each(damaged)('%s', async (_, bytes) => {
		expect((await refusalOf(bytes)).code).toBe('sheet.damaged');
	});

	test('whatever byte of a real file is changed or lost, it is read or refused by name', async () => {
		const roster = fixture('roster-messy.xlsx');
		const change = fc.tuple(fc.nat(roster.length - 1), fc.nat(255));
		await fc.assert(
			fc.asyncProperty(
				fc.array(change, { minLength: 1, maxLength: 8 }),
				fc.nat(40),
				async (changes, lost) => {
					const bytes = roster.slice(0, roster.length - lost);
					for (const [at, byte] of changes) bytes[at] = byte;
					try {
						await readWorkbook(bytes, 'a.xlsx');
					} catch (error) {
						expect(error).toBeInstanceOf(SheetRefusal);
					}
				}
			),
			{ numRuns: 60 }
		);
	}, 60_000);
});

describe('[R-IMP-01] what a sheet claims of itself is not believed', () => {
	test('a range of seventeen thousand million cells costs what its two cells cost', async () => {
		const xml = `<dimension ref="A1:XFD1048576"/>${cellsXml({ A1: '姓名', A1048576: '张三' })}`;
		const started = performance.now();
		const [grid] = await readWorkbook(craftWorkbook([{ name: '名册', xml }]), 'a.xlsx');
		expect(grid?.rows).toEqual([
			{ row: 1, cells: ['姓名'] },
			{ row: 1_048_576, cells: ['张三'] }
		]);
		expect(performance.now() - started).toBeLessThan(2_000);
	});

	test('the blank rows in between are not listed one by one', async () => {
		const xml = cellsXml({ A1: '姓名', B1: '民族', A1048576: '张三', B1048576: '01' });
		const grids = await readWorkbook(craftWorkbook([{ name: '名册', xml }]), 'a.xlsx');
		const report = readRoster(grids, campusBase(), 'a'.repeat(64));
		expect(report?.rows).toHaveLength(1);
		expect(report?.sheets[0]?.skipped.length).toBeLessThan(30);
	});

	test.each(['__proto__', 'constructor', 'toString'])(
		'a sheet and a header named %s are a sheet and a header',
		async (name) => {
			const xml = cellsXml({ A1: '姓名', B1: name, C1: '民族', A2: '张三', B2: name, C2: '01' });
			const grids = await readWorkbook(craftWorkbook([{ name, xml }, small]), 'a.xlsx');
			expect(grids.map((grid) => grid.name)).toEqual([name, '名册']);
			const report = readRoster(grids.slice(0, 1), campusBase(), 'a'.repeat(64));
			expect(report?.sheets[0]?.columns[1]).toMatchObject({ index: 1, header: name, field: null });
			expect(report?.rows[0]?.values.name).toBe('张三');
			expect(Object.keys(Object.prototype)).toEqual([]);
		}
	);
});

describe('[R-IMP-01] sheets, rows and columns have limits, met exactly', () => {
	const wide = (columns: number) => {
		const row = Array.from({ length: columns }, () => '<c t="inlineStr"><is><t>a</t></is></c>');
		return { name: '宽', xml: `<sheetData><row>${row.join('')}</row></sheetData>` };
	};
	const long = (rows: number) => {
		const row = (n: number) => `<row><c t="inlineStr"><is><t>${n}</t></is></c></row>`;
		return {
			name: '长',
			xml: `<sheetData>${Array.from({ length: rows }, (_, n) => row(n)).join('')}</sheetData>`
		};
	};
	const many = (sheets: number) =>
		Array.from({ length: sheets }, (_, n) => ({ ...small, name: `表${n}` }));

	test('sheets', async () => {
		const { sheets: limit } = sheetLimits;
		expect(await readWorkbook(craftWorkbook(many(limit)), 'a.xlsx')).toHaveLength(limit);
		const refused = { code: 'sheet.too-many-sheets', limit };
		expect(await refusalOf(craftWorkbook(many(limit + 1)))).toEqual(refused);
	});

	test('columns', async () => {
		const { columns: limit } = sheetLimits;
		const [grid] = await readWorkbook(craftWorkbook([wide(limit)]), 'a.xlsx');
		expect(grid?.rows[0]?.cells).toHaveLength(limit);
		const refused = { code: 'sheet.too-many-columns', limit };
		expect(await refusalOf(craftWorkbook([wide(limit + 1)]))).toEqual(refused);
		expect(await refusalOf(craftWorkbook([{ name: '远', xml: cellsXml({ XFD1: 'a' }) }]))).toEqual(
			refused
		);
	});

	test('rows', async () => {
		const { rows: limit } = sheetLimits;
		const lines = (rows: number) => text(`姓名\n${'张三\n'.repeat(rows - 1)}`);
		const refused = { code: 'sheet.too-many-rows', limit };
		for (const [fits, over, name] of [
			[craftWorkbook([long(limit)]), craftWorkbook([long(limit + 1)]), 'a.xlsx'],
			[lines(limit), lines(limit + 1), 'a.csv']
		] as const) {
			const [grid] = await readWorkbook(fits, name);
			expect(grid?.rows).toHaveLength(limit);
			expect(await refusalOf(over, name)).toEqual(refused);
		}
	});
});
