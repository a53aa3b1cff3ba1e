import { ethnicity } from '#domain/codes/ethnicity';
import { workPost } from '#domain/codes/work-post';
import { fullYears, type PlainDate } from '#domain/kernel/plain-date';
import type { Member } from '#domain/model/member/member';
import { FIRST, GRADUATING, MIDDLE } from '#domain/model/member/next-grade';
import { dateOf } from '#domain/model/member/date-of';
import { joinAge } from '#domain/rules/join-age';
import { isOnRoster } from '#domain/model/member/on-roster';
import { historyOf } from './history';
import type { StatisticsNode } from './node';

/** 层次 and 年级 of the sheet: groups of the work post table, and the last digit of a post. */
const levels = ['401', '402', '403'] as const;
const grades = [
	{ digit: GRADUATING, name: '毕业年级' },
	{ digit: FIRST, name: '一年级' },
	{ digit: MIDDLE, name: '其他年级' }
] as const;

/** The columns of the sheet (domain.md 9). */
export const studentColumns = [
	{ key: 'total', name: '合计' },
	{ key: 'women', name: '女' },
	{ key: 'minority', name: '少数民族' },
	{ key: 'developed', name: '本年发展' }
] as const;
export type StudentColumn = (typeof studentColumns)[number]['key'];

export interface StudentRow {
	key: string;
	name: string;
	/** 0: all; 1: a part of all; 2: a grade of the part above it. */
	depth: 0 | 1 | 2;
	counts: Record<StudentColumn, number>;
}

/** An age that has to be explained (domain.md 9), with those it is about. */
export interface Outlier {
	key: string;
	name: string;
	people: readonly { memberId: string; name: string; age: number }[];
}

export interface StudentSheet {
	year: number;
	today: PlainDate;
	rows: readonly StudentRow[];
	outliers: readonly Outlier[];
}

const limits = [
	{ key: 'student46', name: '46岁及以上的学生', from: 46, of: 'student' },
	{ key: 'student55', name: '55岁及以上的学生', from: 55, of: 'student' },
	{ key: 'new60', name: '入党时60岁及以上的新党员', from: 60, of: 'new' }
] as const;

/** The student sheet of the node on that day. Only members whose 党籍 is 正常 are in it. */
export function studentSheet(
	members: readonly Member[],
	node: StatisticsNode,
	today: PlainDate
): StudentSheet {
	const rows = blankRows();
	const outliers = limits.map(({ key, name }) => ({
		key,
		name,
		people: [] as Outlier['people'][number][]
	}));
	const note = (member: Member, of: 'student' | 'new', age: number | undefined) => {
		if (age === undefined) return;
		for (const [at, limit] of limits.entries()) {
			if (limit.of !== of || age < limit.from) continue;
			outliers[at]?.people.push({ memberId: member.id, name: member.name, age });
		}
	};
	const year = today.slice(0, 4);
	for (const member of members) {
		if (!node.holds(member.branchId) || !isOnRoster(member)) continue;
		const developed = wasDeveloped(member, node, year);
		if (developed) note(member, 'new', joinAge(member));
		if (workPost.row(member.workPost)?.student !== true) continue;
		const born = dateOf(member.birthDate);
		note(member, 'student', born === undefined ? undefined : fullYears(born, today));
		for (const key of rowsOf(member)) addTo(rows.get(key), member, developed);
	}
	return { year: Number(year), today, rows: [...rows.values()], outliers };
}

/** As the comparison sheet counts it: 发展党员 of that year. */
function wasDeveloped(member: Member, node: StatisticsNode, year: string): boolean {
	if (!member.joinDate.startsWith(year) && !member.enteredBranchOn.startsWith(year)) return false;
	return historyOf(member, node).happened.some(
		({ flow, on }) => flow === 'developed' && on.startsWith(year)
	);
}

function blankRows(): Map<string, StudentRow> {
	const heads: Omit<StudentRow, 'counts'>[] = [
		{ key: 'all', name: '学生党员', depth: 0 },
		{ key: 'women', name: '其中：女', depth: 1 }
	];
	for (const level of levels) {
		heads.push({ key: level, name: workPost.nameOf(level), depth: 1 });
		for (const { digit, name } of grades)
			heads.push({ key: gradeKey(level, digit), name, depth: 2 });
	}
	heads.push({ key: 'other', name: '其他学生', depth: 1 });
	return new Map(
		heads.map((head) => [
			head.key,
			{ ...head, counts: { total: 0, women: 0, minority: 0, developed: 0 } }
		])
	);
}

const gradeKey = (level: string, digit: string) => `${level}/${digit}`;

function rowsOf({ workPost: post, gender }: Member): string[] {
	const level = workPost.row(post)?.parent ?? '';
	const known = (levels as readonly string[]).includes(level);
	return [
		'all',
		...(gender === '2' ? ['women'] : []),
		...(known ? [level, gradeKey(level, post.slice(-1))] : ['other'])
	];
}

function addTo(row: StudentRow | undefined, member: Member, developed: boolean): void {
	if (!row) return;
	row.counts.total += 1;
	if (member.gender === '2') row.counts.women += 1;
	if (ethnicity.row(member.ethnicity)?.minority) row.counts.minority += 1;
	if (developed) row.counts.developed += 1;
}
