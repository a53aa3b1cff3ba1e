import { beforeAll, describe, expect, test } from 'vitest';
import { AwardsOfList } from '#domain/features/awards/award-changes';
import { readAwardList, readPastedNames, type AwardList } from '#domain/features/awards/award-list';
import { matchAwards, type AwardMatch } from '#domain/features/awards/match-awards';
import { withEntry } from '#domain/model/member/entries';
import { blankMember, type Member } from '#domain/model/member/member';
import { nextGrade } from '#domain/model/member/next-grade';
import { readWorkbook } from '#sheet/read-workbook';
import { campus, expected, fixture, hashOf, reportOn } from '../../../support/roster-files';
import { firedBy, soundStudent } from '../../../support/sound-member';

const NAME = 'awards-2019.xlsx';
interface ExpectedAward {
	row: number;
	name: string;
	honour: string;
	result: AwardMatch['result'];
	idNumber?: string;
	candidates?: { idNumber: string }[];
	rules: string[];
}
const want = (
	expected.files as unknown as Record<
		string,
		{ approvedOn: string; approvedBy: string; list: ExpectedAward[] }
	>
)[NAME]!;

let members: Member[];
let list: AwardList;
let matches: AwardMatch[];
const org = (id: string) => campus.find((one) => one.id === id);

beforeAll(async () => {
	const report = await reportOn('roster-national.xlsx', { answers: { education: 'education' } });
	members = report.rows
		.filter(({ verdict }) => verdict.startsWith('accept'))
		.map(({ memberId, values }) => ({ ...blankMember(memberId), ...values }));
	list = readAwardList(await readWorkbook(fixture(NAME), NAME))!;
	matches = matchAwards(list.rows, members, org);
});

describe('awards-2019.xlsx', () => {
	test('every row is matched, asked about or left as expected.json says', () => {
		const seen = matches.map((match) => ({
			row: match.row.row,
			name: match.row.name,
			honour: match.row.honour,
			result: match.result,
			...(match.result === 'one' ? { idNumber: match.member.idNumber } : {}),
			...(match.result === 'needs-answer'
				? { candidates: match.candidates.map(({ idNumber }) => idNumber).toSorted() }
				: {})
		}));
		expect(seen).toEqual(
			want.list.map(({ row, name, honour, result, idNumber, candidates }) => ({
				row,
				name,
				honour,
				result,
				...(idNumber ? { idNumber } : {}),
				...(candidates ? { candidates: candidates.map((one) => one.idNumber).toSorted() } : {})
			}))
		);
	});

	test('批准时间 and 批准机关 are proposed from the lines above the table', () => {
		expect(list).toMatchObject({ approvedOn: want.approvedOn, approvedBy: want.approvedBy });
	});

	test('[AW-03] applied, exactly the rules fire that expected.json names, and nothing else is new', () => {
		for (const match of matches) {
			if (match.result !== 'one') continue;
			const { approvedOn, approvedBy } = list;
			const entry = { honour: match.row.honour, approvedOn, approvedBy };
			const after = firedBy(withEntry(match.member, 'rewards', 'e1', entry));
			const before = firedBy(match.member);
			const rules = want.list.find(({ row }) => row === match.row.row)!.rules;
			expect(after.filter((rule) => !before.includes(rule))).toEqual(rules);
		}
	});

	test('the same list again adds nothing; after 撤销 it is a new round', () => {
		const [match] = matches.filter(({ result }) => result === 'one');
		if (match?.result !== 'one') throw new Error('nobody matched');
		const hash = hashOf(fixture(NAME));
		const chosen = (member: Member) => [{ row: match.row.row, member, honour: '51' }];
		const made = (...members: Member[]) =>
			new AwardsOfList(hash, campus[0]!.id, members).changes(chosen(members[0]!), list);
		const batch = made(match.member);
		const { entryId } = batch[0]!.args;
		const with1 = withEntry(match.member, 'rewards', entryId, { honour: '51' });
		expect(made(with1)).toEqual([]);
		// Another person cannot get what this row has brought already.
		expect(made(members[1]!, with1)).toEqual([]);
		expect(new AwardsOfList(hash, campus[0]!.id, [with1]).holder(match.row.row)).toBe(with1);
		const undone = withEntry(match.member, 'rewards', entryId, { honour: '51', removed: '1' });
		for (const again of [made(undone), made(members[1]!, undone)]) {
			expect(again[0]!.args.entryId).not.toBe(entryId);
			expect(again[0]!.changeId).not.toBe(batch[0]!.changeId);
		}
	});
});

test('a name alone is never taken for a person, pasted or not', () => {
	const lone = { ...blankMember('m1'), name: '张伟', idNumber: '99000119800506001X' };
	const [named, numbered] = readPastedNames('张伟\n张伟，001x 优秀党务工作者\n');
	expect(numbered).toMatchObject({ row: 2, idTail: '001X', honour: '52' });
	expect(matchAwards([named!], [lone], org)[0]!.result).toBe('needs-answer');
	expect(matchAwards([numbered!], [lone], org)[0]!.result).toBe('one');
});

test.each([
	['40202', '', { step: 'move', to: '40203' }],
	['40203', '2027-07-01', { step: 'move', to: '40201' }],
	['40203', '2028-07-01', { step: 'stay' }],
	['40203', '', { step: 'choose', to: '40201' }],
	['40201', '2026-07-01', { step: 'graduating' }],
	['40102', '2027-07-01', { step: 'move', to: '40101' }],
	['10201', '', undefined]
])(
	'[WP-05] in September 2026 a student of %s who graduates %s: %o',
	(workPost, graduatesOn, next) => {
		expect(nextGrade(soundStudent({ workPost, graduatesOn }), '2026-09-03')).toEqual(next);
	}
);

test.each([
	['印发日期：2019年6月30日', '2019-06-30'],
	['批准机关：中共示例海洋大学委员会  印发日期：2019年 6月 30日 主题词：表彰', '2019-06-30'],
	['批准时间：2019-6-1 10:30', '2019-06-01'],
	['批准时间：2019年6月', ''],
	['批准时间：2019-05-31T16:00:00Z', '']
])('the day above a name list: %s', (line, approvedOn) => {
	const rows = [
		{ row: 1, cells: [line] },
		{ row: 2, cells: ['姓名', '身份证号后四位'] },
		{ row: 3, cells: ['周文斌', '２３１９'] }
	];
	const read = readAwardList([{ name: '名单', hidden: false, rows }]);
	expect(read?.approvedOn).toBe(approvedOn);
	expect(read?.rows[0]?.idTail).toBe('2319');
});
