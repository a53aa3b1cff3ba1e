import { describe, expect, test } from 'vitest';
import { fields } from '#domain/model/member/fields';
import { lists } from '#domain/model/member/lists';
import type { Member } from '#domain/model/member/member';
import { cardColumns, printedCard } from '#domain/features/print/card';
import type { PrintedCell, Printing } from '#domain/features/print/cell';
import { formColumns, printedForm, signaturesOf } from '#domain/features/print/form';
import { maskId, maskPhone } from '#domain/features/print/mask';
import { logExport } from '#domain/mutations/roster/log-export';
import { branch, idNumberFor, soundMember } from '../../../support/sound-member';

const printing = (whole: boolean): Printing => ({
	whole,
	orgName: (id) => (id === branch.id ? branch.fullName : '')
});

const honoured: Member = soundMember({
	otherPhone: '0990-6400123',
	entries: {
		rewards: {
			r1: { honour: '51', approvedOn: '2019-06-30', approvedBy: '中共示例海洋大学委员会' },
			r2: { honour: 'other', approvedOn: '2021-06-30', approvedBy: '中共示例海洋大学委员会' },
			r3: { honour: '52', approvedOn: '2020-06-30', removed: '1' }
		}
	}
});

function cellsOf(member: Member, whole = true): Map<string, PrintedCell> {
	const cells = printedForm(member, printing(whole))
		.flatMap(({ groups }) => groups)
		.flatMap((group) => group.cells);
	return new Map(cells.map((cell) => [cell.key, cell]));
}

describe('党员信息采集表', () => {
	test('has every item of the seven tabs once, by its label; reviews and signatures stand elsewhere', () => {
		const wanted = fields.filter(({ tab, group }) => tab !== 'review' && group !== 'collection');
		const cells = cellsOf(honoured);
		expect([...cells.keys()].toSorted()).toEqual(wanted.map(({ key }) => key).toSorted());
		for (const { key, label } of wanted) expect(cells.get(key)?.label).toBe(label);
	});

	test('has every list, rows that stand only, newest first, filled items only', () => {
		const printed = printedForm(honoured, printing(true)).flatMap((section) => section.lists);
		expect(printed.map(({ key }) => key).toSorted()).toEqual(
			lists.map(({ key }) => key).toSorted()
		);
		const rows = printed.find(({ key }) => key === 'rewards')?.rows ?? [];
		expect(rows.map((row) => row.map(({ value }) => value))).toEqual([
			['其他党内奖励', '2021-06-30', '中共示例海洋大学委员会'],
			['优秀共产党员', '2019-06-30', '中共示例海洋大学委员会']
		]);
	});

	test('names codes and organisations, and marks a code of this register’s own', () => {
		const cells = cellsOf(soundMember({ workPost: 'L01' }));
		expect(cells.get('ethnicity')).toMatchObject({ value: '汉族', local: false });
		expect(cells.get('branchId')?.value).toBe(branch.fullName);
		expect(cells.get('workPost')).toMatchObject({ value: '公务员', local: true });
	});

	test('carries who signed where that is known, and an empty line for the member himself', () => {
		const signed = signaturesOf(soundMember({ collectedBy: '李军', collectedOn: '2026-11-01' }));
		expect(signed.map(({ label }) => label)).toEqual([
			'本人签名',
			'信息采集员',
			'党支部书记签名',
			'基层党委审核'
		]);
		expect(signed[0]).toMatchObject({ name: '', date: '' });
		expect(signed[1]).toMatchObject({ name: '李军', date: '2026-11-01' });
	});
});

describe('numbers are covered unless they are needed', () => {
	test('an ID number keeps its last four only: the birth date stands beside it', () => {
		expect(maskId(idNumberFor('1980-05-06'))).toMatch(/^\*{14}\d{3}[\dX]$/);
	});
	test('a phone keeps its ends, a short text nothing', () => {
		expect(maskPhone('16400000001')).toBe('164****0001');
		expect(maskPhone('0990-6400123')).toBe('********0123');
		expect(maskPhone('6400')).toBe('****');
		expect(maskId('')).toBe('');
	});
	test.each(['idNumber', 'mobile', 'otherPhone'] as const)(
		'%s is covered on form and card, and whole where asked for',
		(key) => {
			const onCard = (whole: boolean) =>
				printedCard(honoured, printing(whole))
					.groups.flatMap(({ cells }) => cells)
					.find((cell) => cell.key === key)?.value;
			for (const value of [cellsOf(honoured, false).get(key)?.value, onCard(false)]) {
				expect(value).toContain('****');
				expect(value).not.toBe(honoured[key]);
			}
			expect(cellsOf(honoured).get(key)?.value).toBe(honoured[key]);
			expect(onCard(true)).toBe(honoured[key]);
		}
	);
});

test('a card stays one page: of a long list the newest four, and how many more there are', () => {
	const entries = Array.from({ length: 7 }, (_, n) => [
		`r${n}`,
		{ honour: '51', approvedOn: `201${n}-06-30`, approvedBy: '中共示例海洋大学委员会' }
	]);
	const member = soundMember({ entries: { rewards: Object.fromEntries(entries) } });
	const rewards = printedCard(member, printing(false)).lists[1];
	expect(rewards?.lines).toHaveLength(4);
	expect(rewards?.lines[0]).toContain('2016-06-30');
	expect(rewards?.more).toBe(3);
});

describe('[EX] a print leaves a line in the log like an export', () => {
	const id = '0190a0a0-0000-7000-8000-000000000001';
	test.each([
		['form', formColumns],
		['card', cardColumns]
	] as const)('the %s names its items, and never a number that was covered', (_layout, columns) => {
		const args = { id, orgId: id, count: 1, format: 'print' };
		expect(logExport.args.safeParse({ ...args, columns: columns(true) }).success).toBe(true);
		expect(columns(true)).toEqual(expect.arrayContaining(['name', 'idNumber', 'mobile', 'photo']));
		for (const key of ['idNumber', 'mobile', 'otherPhone']) {
			expect(columns(false)).not.toContain(key);
		}
	});
});
