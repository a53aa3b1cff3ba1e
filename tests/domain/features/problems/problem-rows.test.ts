import { expect, test } from 'vitest';
import { problemData } from '#domain/rules/member/problem-data';
import { plainText } from '#domain/features/roster/grid';
import { problemList } from '#domain/features/problems/problem-list';
import { reportColumns, reportRows } from '#domain/features/problems/problem-rows';
import { readWorkbook } from '#sheet/read-workbook';
import { writeWorkbook } from '#sheet/write-workbook';
import type { Member } from '#domain/model/member/member';
import { aFlag, branch, findingsOn, soundMember } from '../../../support/sound-member';

const young = { birthDate: '1990-05-06', joinDate: '2008-05-05', regularDate: '2010-05-06' };
const line = (step: string, text = '', day = '2026-11-20') => ({
	change: step,
	by: 'u',
	device: '',
	at: `${day}T09:00:00.000+08:00`,
	step,
	text
});
const filed = (name: string, dates: Partial<Member>, ...lines: ReturnType<typeof line>[]) =>
	({
		...soundMember(dates),
		name,
		id: name,
		reports: [{ id: name, rule: 'JN-05', lines }]
	}) as unknown as Member;

test('the workbook of 问题数据 reads back: who, which number, which branch, why, how far, what was said', async () => {
	const members = [
		{ ...soundMember(young), name: '甲一' },
		filed('乙二', young, line('file'), line('answer', '=已转后台', '2026-11-21'), line('close')),
		filed('丙三', {}, line('file')),
		filed('丁四', {}, line('file'), line('withdraw'))
	];
	const rows = reportRows(problemList(members, findingsOn), () => branch);
	const bytes = await writeWorkbook(rows, '问题数据');
	const [grid] = await readWorkbook(bytes, '问题数据.xlsx');
	const table = grid!.rows.map(({ cells }) => Array.from(cells, plainText));
	expect(table[0]).toEqual(reportColumns.map(({ header }) => header));
	const reason = '入党年龄小于18岁，不符合党章规定，请核对；确属历史情况的上报党委组织部。';
	const [, first, second, third, ...rest] = table;
	expect(first).toEqual(['甲一', members[0]!.idNumber, branch.fullName, reason, '待上报']);
	expect(second).toEqual([
		'乙二',
		members[1]!.idNumber,
		branch.fullName,
		reason,
		'已处理，问题仍在',
		'2026-11-20',
		'=已转后台',
		'2026-11-21'
	]);
	expect(third?.slice(3)).toEqual([reason, '已上报，数据已改正', '2026-11-20']);
	expect(rest).toEqual([]);
});

test('[ID-90] the reason of a mark stands beside the sentence of the rule', () => {
	const marked = soundMember({ flaggedProblem: aFlag('后台查无此号') });
	const [, row] = reportRows(problemList([marked], findingsOn), () => branch);
	expect(row?.[3]).toBe(`${problemData.message}标记原因：后台查无此号`);
});
