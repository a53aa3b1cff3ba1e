import { describe, expect, test } from 'vitest';
import { utils, write } from 'xlsx';
import { readAwardList } from '#domain/features/awards/award-list';
import type { RosterAnswers, RosterReport } from '#domain/features/roster/report';
import { readRoster } from '#domain/features/roster/read-rows';
import type { RosterBase } from '#domain/features/roster/judge-rows';
import { RosterCheck } from '#sheet/check-roster';
import { readWorkbook } from '#sheet/read-workbook';
import {
	branchBase,
	campus,
	campusBase,
	expected,
	fixture,
	orgId,
	reportOn
} from '../support/roster-files';

/** Whose members a file names; see tests/fixtures/found. What is not known is asked, never assumed. */

const FIRST = '990000000012';
const SECOND = '990000000013';
const FACULTY = '990000000010';

/** The faculty’s device: itself and its branches. */
function facultyBase(): RosterBase {
	const orgs = campus.filter(({ path }) => path.includes(orgId(FACULTY)));
	return { orgs, members: [], actorOrgId: orgId(FACULTY), today: expected.today };
}

const branches = ({ rows }: RosterReport) =>
	rows.map(({ row, values, why, ask }) => [
		row,
		values.branchId?.slice(-12) ?? '',
		[...why, ...ask.map(({ sentence }) => sentence)].join('；')
	]);

const elsewhere = (name: string) =>
	`属于“${name}”，本机没有这个党组织，不在您管理的范围；是本组织的党员时请改正党支部名称`;

type Row = (string | number)[];
function book(
	sheets: Record<string, Row[]>,
	merges: Record<string, string[]> = {}
): Uint8Array<ArrayBuffer> {
	const made = utils.book_new();
	for (const [name, rows] of Object.entries(sheets)) {
		const sheet = utils.aoa_to_sheet(rows);
		sheet['!merges'] = (merges[name] ?? []).map((range) => utils.decode_range(range));
		utils.book_append_sheet(made, sheet, name);
	}
	return new Uint8Array(write(made, { type: 'array' }) as ArrayBuffer);
}

async function reportFor(
	bytes: Uint8Array<ArrayBuffer>,
	base: RosterBase,
	said: RosterAnswers = {}
): Promise<RosterReport> {
	return readRoster(await readWorkbook(bytes, 'a.xlsx'), base, 'a'.repeat(64), said)!;
}

const HEAD = ['姓名', '公民身份号码', '民族', '所在支部'];
const people = (...branchCells: string[]): Row[] =>
	branchCells.map((cell, n) => [
		`测试${'甲乙丙丁戊己庚辛'[n]}`,
		`99000119980420${1542 + n}`,
		'01',
		cell
	]);

describe('a merged cell counts for every row of its range', () => {
	test('12-merged-branch.xlsx: each person in the branch of his range', async () => {
		const { rows } = await reportOn('found/12-merged-branch.xlsx');
		expect(rows.map(({ values, ask }) => [values.branchId, ask])).toEqual(
			[...Array(4).fill(FIRST), ...Array(4).fill(SECOND)].map((code: string) => [orgId(code), []])
		);
	});

	test('12-merged-branch.xlsx as 第一党支部: the others are refused by the name of their branch', async () => {
		const report = await reportOn('found/12-merged-branch.xlsx', {}, branchBase(FIRST));
		expect(branches(report)).toEqual([
			...[2, 3, 4, 5].map((row) => [row, FIRST, '']),
			...[6, 7, 8, 9].map((row) => [row, '', elsewhere('信息学院学生第二党支部')])
		]);
		expect(report.counts.reject).toBe(4);
	});

	test('d-merged.xlsx as another branch: nobody is taken for one’s own', async () => {
		const mine = await reportOn('found/d-merged.xlsx', {}, branchBase(FIRST));
		expect(mine.rows.map(({ values }) => values.branchId)).toEqual(Array(3).fill(orgId(FIRST)));
		const theirs = await reportOn('found/d-merged.xlsx', {}, branchBase('990000000032'));
		expect(theirs.counts.reject).toBe(3);
	});

	test('any column; a title, a blank row and a row of its own text are not filled', async () => {
		const rows: Row[] = [
			['信息学院党员名册', '', '', '', ''],
			[...HEAD, '家庭住址'],
			['甲', '990001199804201542', '01', '信息学院学生第一党支部', '示例路1号'],
			['乙', '990001199804201569', '', '', ''],
			['', '', '', '', ''],
			['丙', '990001199804201585', '', '信息学院教工党支部', '']
		];
		const merges = { 名册: ['A1:E1', 'C3:C6', 'D3:D6', 'E3:E5'] };
		const report = await reportFor(book({ 名册: rows }, merges), campusBase());
		expect(
			report.rows.map(({ row, values }) => [row, values.ethnicity, values.homeAddress])
		).toEqual([
			[3, '01', '示例路1号'],
			[4, '01', '示例路1号'],
			[6, '01', '']
		]);
		expect(report.rows.map(({ values }) => values.branchId?.slice(-12))).toEqual([
			FIRST,
			FIRST,
			'990000000011'
		]);
	});

	test('the refused rows come back with what their range said', async () => {
		const check = await RosterCheck.open(
			fixture('found/12-merged-branch.xlsx'),
			'a.xlsx',
			branchBase(FIRST)
		);
		check.report();
		const [grid] = await readWorkbook(new Uint8Array(await check.refusedWorkbook()), 'b.xlsx');
		expect(grid?.rows.slice(1).map(({ cells }) => cells[0])).toEqual(
			Array(4).fill('信息学院学生第二党支部')
		);
	});

	test('in a decision’s name list as well', async () => {
		const rows: Row[] = [
			['姓名', '身份证号后四位', '所在党支部', '表彰名称'],
			['周文斌', '2319', '信息学院教工党支部', '优秀共产党员'],
			['', '', '', '优秀党务工作者'],
			['郑强', '1692', '', '']
		];
		const merges = { 名单: ['A2:A3', 'B2:B3', 'C2:C4', 'D3:D4'] };
		const list = readAwardList(await readWorkbook(book({ 名单: rows }, merges), 'a.xlsx'));
		expect(list?.rows).toEqual([
			{ row: 2, name: '周文斌', idTail: '2319', branch: '信息学院教工党支部', honour: '51' },
			{ row: 3, name: '周文斌', idTail: '2319', branch: '信息学院教工党支部', honour: '52' },
			{ row: 4, name: '郑强', idTail: '1692', branch: '信息学院教工党支部', honour: '52' }
		]);
	});
});

describe('04-sheet-per-branch.xlsx: every sheet that names persons is read', () => {
	const name = 'found/04-sheet-per-branch.xlsx';

	test('as a committee: both sheets, each person in the branch his row names', async () => {
		const report = await reportOn(name);
		expect(report.sheets.map(({ name, persons }) => [name, persons])).toEqual([
			['信息学院学生第一党支部', 4],
			['信息学院学生第二党支部', 4]
		]);
		expect(report.rows.map(({ place, values }) => [place, values.branchId])).toEqual([
			...['2', '3', '4', '5'].map((place) => [place, orgId(FIRST)]),
			...['1/2', '1/3', '1/4', '1/5'].map((place) => [place, orgId(SECOND)])
		]);
		const ids = report.rows.flatMap(({ memberId, changeId }) => [memberId, changeId]);
		expect(new Set(ids).size).toBe(16);
	});

	test('as 第一党支部: the people of the other sheet are refused by the name of their branch', async () => {
		const report = await reportOn(name, {}, branchBase(FIRST));
		expect(branches(report)).toEqual([
			...[2, 3, 4, 5].map((row) => [row, FIRST, '']),
			...[2, 3, 4, 5].map((row) => [row, '', elsewhere('信息学院学生第二党支部')])
		]);
	});

	test('a sheet is left out and taken in again; its rows keep their ids', async () => {
		const both = await reportOn(name);
		const one = await reportOn(name, { sheets: [1] });
		expect(one.otherSheets).toEqual([{ sheet: 0, name: '信息学院学生第一党支部', readable: true }]);
		expect(one.rows.map(({ memberId }) => memberId)).toEqual(
			both.rows.slice(4).map(({ memberId }) => memberId)
		);
	});

	test('columns and answers are those of their own sheet', async () => {
		const sheets = { 一: [HEAD, ...people('')], 二: [HEAD, ...people('').map((row) => [...row])] };
		sheets.二[1]![1] = '990001199804201569';
		const bytes = book(sheets);
		const answers = { '1/2:branchId': SECOND };
		const report = await reportFor(bytes, campusBase(), { answers, mapping: { '1/2': null } });
		expect(report.rows.map(({ values, ask }) => [values.branchId ?? '', ask.length])).toEqual([
			['', 1],
			[orgId(SECOND), 0]
		]);
		expect(report.sheets.map(({ columns }) => columns[2]?.field)).toEqual(['ethnicity', null]);
	});

	test('a list of dues beside the roster is neither read nor offered; a hidden one is offered', async () => {
		const messy = await reportOn('roster-messy.xlsx');
		expect(messy.otherSheets).toEqual([{ sheet: 1, name: '党费收缴', readable: false }]);
	});

	test('the refused rows of both sheets come back, each under its own header', async () => {
		const other = ['公民身份号码', '姓名', '联系电话', '所在支部', '备注'];
		const bytes = book({
			一: [HEAD, ...people('海洋学院教工党支部')],
			二: [other, ['990001199804201569', '测试庚', '16420001028', '人文学院教工党支部', '甲']]
		});
		const check = await RosterCheck.open(bytes, 'a.xlsx', branchBase(FIRST));
		expect(check.report().counts.reject).toBe(2);
		const again = await RosterCheck.open(
			new Uint8Array(await check.refusedWorkbook()),
			'b.xlsx',
			branchBase(FIRST)
		);
		const { rows } = again.report();
		expect(rows.map(({ values, why }) => [values.name, values.mobile, why])).toEqual([
			['测试庚', '16420001028', [elsewhere('人文学院教工党支部')]],
			['测试甲', undefined, [elsewhere('海洋学院教工党支部')]]
		]);
	});
});

describe('an empty cell is a gap, never the branch of whoever imports', () => {
	test('where other rows name one it is asked, and nothing is proposed', async () => {
		const rows = [HEAD, ...people('信息学院学生第一党支部', '', '　')];
		const { rows: read } = await reportFor(book({ 名册: rows }), branchBase(FIRST));
		expect(read.map(({ ask }) => ask.map(({ question, propose }) => [question, propose]))).toEqual([
			[],
			[['branch-empty', undefined]],
			[['branch-empty', undefined]]
		]);
	});

	test('a file that names no branch anywhere is the importing branch’s; a committee is asked', async () => {
		for (const rows of [
			[HEAD, ...people('', '')],
			[HEAD.slice(0, 3), ...people('', '').map((row) => row.slice(0, 3))]
		]) {
			const mine = await reportFor(book({ Sheet1: rows }), branchBase(FIRST));
			expect(mine.rows.map(({ values }) => values.branchId)).toEqual([orgId(FIRST), orgId(FIRST)]);
			const theirs = await reportFor(book({ Sheet1: rows }), facultyBase());
			expect(theirs.rows.flatMap(({ ask }) => ask.map(({ question }) => question))).toEqual([
				'branch-empty',
				'branch-empty'
			]);
		}
	});

	test.each([
		['信息学院学生第二党支部', 'Sheet1'],
		['', '信息学院学生第二党支部'],
		['中共示例海洋大学信息学院学生第二支部委员会党员花名册', 'Sheet1']
	])(
		'a title of another branch (%s, sheet %s) is asked about by a branch',
		async (title, sheet) => {
			const rows = [[title], HEAD.slice(0, 3), ...people('').map((row) => row.slice(0, 3))];
			const mine = await reportFor(book({ [sheet]: rows }), branchBase(FIRST));
			expect(mine.rows[0]?.ask.map(({ question }) => question)).toEqual(['branch-title']);
			const theirs = await reportFor(book({ [sheet]: rows }), facultyBase());
			expect(theirs.rows[0]?.ask.map(({ propose }) => propose)).toEqual([SECOND]);
			const own = await reportFor(book({ [sheet]: rows }), branchBase(SECOND));
			expect(own.rows[0]?.ask).toEqual([]);
		}
	);

	test('a note or a heading that speaks of branches is no title', async () => {
		for (const title of ['说明：转正时间以支部党员大会为准', '关于报送支部党员信息的通知']) {
			const rows = [[title], HEAD.slice(0, 3), ...people('').map((row) => row.slice(0, 3))];
			const mine = await reportFor(book({ Sheet1: rows }), branchBase(FIRST));
			expect([title, mine.rows[0]?.ask]).toEqual([title, []]);
		}
	});
});

describe('a name is what it says: no other ordinal, kind or faculty is proposed', () => {
	const asked = async (cell: string, base: RosterBase) => {
		const { rows } = await reportFor(book({ 名册: [HEAD, ...people(cell)] }), base);
		const [row] = rows;
		return row?.ask[0]
			? `${row.ask[0].question} ${row.ask[0].propose ?? '-'}`
			: (row?.why[0] ?? row?.values.branchId?.slice(-12));
	};

	test.each([
		['信息学院学生一支部', `branch-unknown ${FIRST}`],
		['信息学院学生党支部(2)', `branch-unknown ${SECOND}`],
		['信息学院学生第三支部', 'branch-unknown -'],
		['信息学院学生支部', 'branch-unknown -'],
		['信院学生第一党支部', 'branch-unknown -'],
		['海洋学院本科第二支部', 'branch-unknown 990000000023'],
		['化学学院学生第一党支部', 'branch-unknown -']
	])('the university is asked about %s', async (cell, wanted) => {
		expect(await asked(cell, campusBase())).toBe(wanted);
	});

	test.each([
		['信息学院学生第一党支部', FIRST],
		['信息学院学生一支部', `branch-unknown ${FIRST}`],
		['学生支部', 'branch-unknown -'],
		['信息学院学生第二党支部', elsewhere('信息学院学生第二党支部')],
		['信息学院学生二支部', elsewhere('信息学院学生二支部')],
		['信息学院教工党支部', elsewhere('信息学院教工党支部')],
		['海洋学院学生第一党支部', elsewhere('海洋学院学生第一党支部')],
		['信息学院党总支', elsewhere('信息学院党总支')]
	])('a branch is told of %s', async (cell, wanted) => {
		expect(await asked(cell, branchBase(FIRST))).toBe(wanted);
	});

	test('a faculty is told of branches that are not its own', async () => {
		expect(await asked('海洋学院教工党支部', facultyBase())).toBe(elsewhere('海洋学院教工党支部'));
		expect(await asked('信息学院学生一支部', facultyBase())).toBe(`branch-unknown ${FIRST}`);
	});

	test('one the device knows and may not write is refused by its name', async () => {
		const base = { ...facultyBase(), orgs: campus };
		expect(await asked('海洋学院教工党支部', base)).toBe(
			'属于“海洋学院教工党支部”，不在您管理的范围'
		);
	});

	test('two of one name are said to be two', async () => {
		const orgs = campus.map((org) =>
			org.code === SECOND ? { ...org, shortName: '信息学院学生第一党支部' } : org
		);
		const base = { ...campusBase(), orgs };
		const { rows } = await reportFor(
			book({ 名册: [HEAD, ...people('信息学院学生第一党支部')] }),
			base
		);
		expect(rows[0]?.ask[0]?.sentence).toBe(
			'名为“信息学院学生第一党支部”的党组织不止一个，请选择党支部'
		);
	});
});
