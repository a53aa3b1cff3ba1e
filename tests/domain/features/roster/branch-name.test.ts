import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
	compareBranchNames,
	readBranchName,
	schoolOf,
	withoutSchool
} from '#domain/features/roster/branch-name';
import { campus } from '../../../support/roster-files';

const compare = (one: string, other: string) =>
	compareBranchNames(readBranchName(one), readBranchName(other));

const UNITS = [
	'信息学院',
	'海洋学院',
	'人文学院',
	'机关',
	'第一临床医学院',
	'三亚学院',
	'统一战线学院'
];
const KINDS = [
	['教工', '教职工', '教职员工'],
	['学生', '学员'],
	['本科生', '本科'],
	['研究生'],
	['硕士生', '硕士研究生', '硕士'],
	['博士生', '博士研究生'],
	['专科生', '高职生'],
	['离退休', '退休'],
	['']
];
const ORDINALS = [
	[''],
	...[
		['一', '1'],
		['二', '2'],
		['三', '3'],
		['十', '10'],
		['十一', '11'],
		['二十', '20']
	].map(([word, figure]) => [`第${word}`, `第${figure}`, word!, figure!, `第 ${figure} `])
];
const TAILS = ['党支部', '支部', '党支部委员会', '支部委员会'];

/** A branch and one of the ways to write it. */
const branch = fc.record({
	unit: fc.constantFrom(...UNITS),
	kind: fc.nat(KINDS.length - 1),
	ordinal: fc.nat(ORDINALS.length - 1)
});
const style = fc.record({
	kind: fc.nat(10),
	ordinal: fc.nat(10),
	tail: fc.constantFrom(...TAILS),
	lead: fc.constantFrom('', '中共', '中国共产党', ' '),
	behind: fc.boolean()
});
type Made<A> = A extends fc.Arbitrary<infer T> ? T : never;

function written({ unit, kind, ordinal }: Made<typeof branch>, how: Made<typeof style>): string {
	const of = (list: readonly string[], at: number) => list[at % list.length] ?? '';
	const [who, number] = [of(KINDS[kind]!, how.kind), of(ORDINALS[ordinal]!, how.ordinal)];
	return how.behind && number !== ''
		? `${how.lead}${unit}${who}${how.tail.replace('委员会', '')}（${number.replace('第', '')}）`
		: `${how.lead}${unit}${who}${number}${how.tail}`;
}

describe('a branch is the same in every spelling, and no other branch is', () => {
	test('one branch written in two ways is the same', () => {
		fc.assert(
			fc.property(branch, style, style, (one, how, otherHow) => {
				const names = [written(one, how), written(one, otherHow)] as const;
				expect([...names, compare(...names)]).toEqual([...names, 'same']);
			}),
			{ numRuns: 3000 }
		);
	});

	test('two branches that differ in ordinal, kind or faculty are never the same', () => {
		fc.assert(
			fc.property(branch, branch, style, style, (one, other, how, otherHow) => {
				fc.pre(JSON.stringify(one) !== JSON.stringify(other));
				const names = [written(one, how), written(other, otherHow)] as const;
				expect([...names, compare(...names)]).not.toEqual([...names, 'same']);
			}),
			{ numRuns: 3000 }
		);
	});

	test('the order of the two names makes no difference', () => {
		fc.assert(
			fc.property(branch, branch, style, style, (one, other, how, otherHow) => {
				const names = [written(one, how), written(other, otherHow)] as const;
				expect(compare(names[0], names[1])).toBe(compare(names[1], names[0]));
			})
		);
	});

	test('no two branches of the demo campus are the same, short or full', () => {
		const names = campus.map(({ shortName, fullName }) => [shortName, fullName]);
		for (const one of names) {
			for (const other of names) {
				if (one === other) continue;
				for (const name of one)
					for (const foreign of other)
						expect([name, foreign, compare(name, foreign)]).not.toEqual([name, foreign, 'same']);
			}
		}
	});

	test('a full name without its school is the short name', () => {
		for (const { fullName, shortName, type } of campus) {
			if (type !== '631') continue;
			const [full, short] = [readBranchName(fullName), readBranchName(shortName)];
			expect(compareBranchNames(withoutSchool(full, schoolOf(full, short)), short)).toBe('same');
		}
	});
});

test.each([
	['信息学院学生一支部', '信息学院学生第一党支部', 'same'],
	['信息学院学生一支部', '信息学院学生第二党支部', 'other'],
	['海洋学院本科第二支部', '海洋学院本科生第二党支部', 'same'],
	['信息学院2021级学生党支部', '信息学院21级学生党支部', 'same'],
	['信息学院2021级学生党支部', '信息学院2022级学生党支部', 'other'],
	['信息学院一班党支部', '信息学院第一党支部', 'other'],
	['信息学院教工党支部', '信息学院学生党支部', 'other'],
	['信息学院本科生党支部', '信息学院研究生党支部', 'other'],
	['信息学院硕士生党支部', '信息学院博士生党支部', 'other'],
	['信息学院学生第一党支部', '海洋学院学生第一党支部', 'other'],
	['信息学院党总支', '信息学院学生第一党支部', 'other'],
	['中共示例海洋大学委员会', '信息学院学生第一党支部', 'other'],
	// One of the two says less: a person has to tell.
	['信息学院学生党支部', '信息学院学生第一党支部', 'open'],
	['信院学生第一党支部', '信息学院学生第一党支部', 'open'],
	['学生第一党支部', '信息学院学生第一党支部', 'open'],
	['信息学院学生第一党支部', '信息学院本科生第一党支部', 'open'],
	['信息学院研究生党支部', '信息学院硕士生党支部', 'open'],
	['信息学院学生第一', '信息学院学生第一党支部', 'open']
])('%s and %s: %s', (one, other, likeness) => {
	expect(compare(one, other)).toBe(likeness);
	expect(compare(other, one)).toBe(likeness);
});
