import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { blankMember, type Member } from '#domain/model/member/member';
import type { RosterReport } from '#domain/features/roster/report';
import { rowId } from '#domain/features/roster/row-id';
import { campusBase, reportOn } from '../../../support/roster-files';

const hash = 'abcdef0123456789abcdef0123456789'.repeat(2);
const said = { answers: { 'IM-02:education': 'education' } };

/** The register after the rows that go in went in. */
const register = ({ rows }: RosterReport, over: Partial<Member> = {}): Member[] =>
	rows
		.filter(({ verdict }) => verdict.startsWith('accept'))
		.map(({ memberId, values }) => ({ ...blankMember(memberId), ...values, ...over }));

describe('[S-2] what a row becomes has an id made of the file, the row and the round', () => {
	test('two rows, two rounds, two files, member and change: never the same id', () => {
		const place = fc.record({
			hash: fc.constantFrom(hash, hash.replace('a', 'b')),
			row: fc.integer({ min: 1, max: 0xffffff }),
			round: fc.integer({ min: 0, max: 0xff }),
			what: fc.constantFrom('member' as const, 'change' as const)
		});
		const idOf = ({
			hash,
			row,
			round,
			what
		}: typeof place extends fc.Arbitrary<infer T> ? T : never) => rowId(hash, row, round, what);
		fc.assert(
			fc.property(place, place, (one, other) => {
				const same = JSON.stringify(one) === JSON.stringify(other);
				expect(idOf(one) === idOf(other)).toBe(same);
				// Version 8, variant 10 (RFC 9562): a server that asks for a UUID takes it.
				expect(idOf(one)).toMatch(
					/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89][0-9a-f]{3}-[0-9a-f]{12}$/
				);
			})
		);
	});

	test('the same file again gives the same ids, on whatever day and device', async () => {
		const [one, other] = [await reportOn('roster-messy.xlsx'), await reportOn('roster-messy.xlsx')];
		const ids = (report: RosterReport) => report.rows.map((row) => [row.memberId, row.changeId]);
		expect(ids(one)).toEqual(ids(other));
		expect(new Set(ids(one).flat()).size).toBe(one.rows.length * 2);
	});
});

describe('importing the same file again changes nothing, until the import was undone', () => {
	test('what went in is unchanged, what stayed out still stays out', async () => {
		const first = await reportOn('roster-national.xlsx', said);
		const again = await reportOn('roster-national.xlsx', said, campusBase(register(first)));
		expect(again.counts).toEqual({
			rows: 286,
			accept: 0,
			'accept-with-findings': 0,
			'needs-answer': 0,
			reject: first.counts.reject,
			unchanged: first.counts.accept + first.counts['accept-with-findings']
		});
	});

	test('a record that somebody corrected since is unchanged as well, not imported over', async () => {
		const first = await reportOn('roster-national.xlsx', said);
		const [one, ...rest] = register(first);
		const base = campusBase([{ ...one!, name: '改过名' }, ...rest]);
		const again = await reportOn('roster-national.xlsx', said, base);
		expect(again.rows.find((row) => row.memberId === one!.id)?.verdict).toBe('unchanged');
	});

	test('after 撤销本次导入 the same rows come in again, under ids of the next round', async () => {
		const first = await reportOn('roster-national.xlsx', said);
		const withdrawn = register(first, { retracted: '1' });
		const second = await reportOn('roster-national.xlsx', said, campusBase(withdrawn));
		expect(second.counts).toEqual(first.counts);
		const old = new Set(first.rows.flatMap((row) => [row.memberId, row.changeId]));
		const goingIn = second.rows.filter(({ verdict }) => verdict.startsWith('accept'));
		for (const row of goingIn) expect(old.has(row.memberId) || old.has(row.changeId)).toBe(false);
		const third = campusBase([...withdrawn, ...register(second)]);
		expect((await reportOn('roster-national.xlsx', said, third)).counts.unchanged).toBe(281);
	});
});

describe('what the file has no column for is said once, not on every row', () => {
	test('BI-03 stands on no row, BI-04 only where a column is there and empty', async () => {
		const report = await reportOn('roster-messy.xlsx');
		const rules = report.rows.flatMap((row) => row.findings);
		expect(rules.filter(({ rule }) => rule === 'BI-03')).toEqual([]);
		expect(report.withoutColumn).toContain('currentAddress');
		expect(report.withoutColumn).not.toContain('homeAddress');
		for (const { message } of rules.filter(({ rule }) => rule === 'BI-04')) {
			expect(message).not.toContain('现居住地');
		}
	});

	test('an item that is asked for is not called missing beside the question', async () => {
		const report = await reportOn('roster-messy.xlsx');
		const asked = report.rows.find(({ ask }) => ask.some(({ field }) => field === 'branchId'));
		expect(asked?.findings.filter(({ rule }) => rule === 'BI-04')).toEqual([]);
	});

	test('a column left out by the person counts as no column', async () => {
		const before = await reportOn('roster-messy.xlsx');
		const { index } = before.sheets[0]!.columns.find(({ field }) => field === 'homeAddress')!;
		const after = await reportOn('roster-messy.xlsx', { mapping: { [index]: null } });
		expect(before.withoutColumn).not.toContain('homeAddress');
		expect(after.withoutColumn).toContain('homeAddress');
	});
});

describe('an answer counts for its own row alone', () => {
	test('and only for the field that was asked', async () => {
		const before = await reportOn('roster-messy.xlsx');
		const after = await reportOn('roster-messy.xlsx', { answers: { '10:joinDate': '2018-12-16' } });
		const changed = after.rows.filter(
			(row, n) => JSON.stringify(row) !== JSON.stringify(before.rows[n])
		);
		expect(changed.map(({ row }) => row)).toEqual([10]);
		expect(changed[0]?.values.joinDate).toBe('2018-12-16');
	});
});
