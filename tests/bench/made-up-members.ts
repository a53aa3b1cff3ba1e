import { checkCharacter } from '#domain/model/member/id-number';
import { blankMember, type Member } from '#domain/model/member/member';

const surnames = [
	...'王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕'
];
const given = [
	...'伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉萍红玲建文辉力欣怡子涵梓轩雨桐宇航'
];

/** A steady stream of numbers, so that every run measures the same people. */
function* numbers(seed: number): Generator<number, never> {
	let state = seed >>> 0;
	for (;;) {
		state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
		yield state;
	}
}

/** The id of the n-th member. */
export function memberId(n: number): string {
	return `00000000-0000-4000-8000-${n.toString(16).padStart(12, '0')}`;
}

/** `count` invented members from the n-th on, in turn over the branches, filled in as a real register is. */
export function madeUpMembers(count: number, branchIds: readonly string[], from = 0): Member[] {
	const draw = numbers(20_261_124 + from);
	const pick = <T>(list: readonly T[]): T => list[draw.next().value % list.length]!;
	return Array.from({ length: count }, (_, at) => {
		const n = from + at;
		const student = n % 3 !== 0;
		const year = (student ? 2000 : 1960) + (draw.next().value % (student ? 6 : 38));
		const month = String(1 + (draw.next().value % 12)).padStart(2, '0');
		const day = String(1 + (draw.next().value % 28)).padStart(2, '0');
		const body = `990001${year}${month}${day}${String(n % 1000).padStart(3, '0')}`;
		const joinYear = year + 20 + (n % 3);
		return {
			...blankMember(memberId(n)),
			name: pick(surnames) + pick(given) + (n % 4 === 0 ? '' : pick(given)),
			idNumber: body + checkCharacter(body),
			gender: Number(body[16]) % 2 === 1 ? '1' : '2',
			ethnicity: n % 11 === 0 ? '03' : '01',
			birthDate: `${year}-${month}-${day}`,
			nativePlace: '东岭省安平市',
			memberCategory: '1',
			branchId: branchIds[n % branchIds.length]!,
			joinDate: `${joinYear}-06-15`,
			regularDate: n % 17 === 0 ? '' : `${joinYear + 1}-06-15`,
			archiveUnit: '示例海洋大学档案馆',
			education: student ? (n % 6 === 1 ? '21' : '6') : '11',
			workPost: student ? (n % 6 === 1 ? '40103' : '40203') : '10202',
			techPost: student ? '' : '2',
			workStartDate: student ? '' : `${year + 23}-09-01`,
			mobile: n % 29 === 0 ? '' : `164${String(n).padStart(8, '0')}`,
			currentAddress: `示例市海滨区学院路1号${n % 40}栋`,
			homeAddress: `东岭省安平市解放路${n % 300}号`,
			householdAddress: n % 13 === 0 ? '' : `东岭省安平市解放路${n % 300}号`,
			touchedBy: memberId(n)
		};
	});
}
