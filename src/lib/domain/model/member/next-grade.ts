import { workPost } from '#domain/codes/work-post';
import { isPlainDate, type PlainDate } from '#domain/kernel/plain-date';
import type { Member } from '#domain/model/member/member';

/**
 * What 批量更新年级 does with a student in September: `move` to the next grade, `stay` in the middle
 * ones, `choose` where the year of graduation is not known, `graduating` is listed for a transfer.
 */
export type NextGrade =
	| { step: 'move'; to: string }
	| { step: 'stay' }
	| { step: 'choose'; to: string }
	| { step: 'graduating' };

/** Last digits of a student post: 1 毕业年级, 2 一年级, 3 其他年级. */
export const GRADUATING = '1';
export const FIRST = '2';
export const MIDDLE = '3';

/** The first day of the academic year that this day lies in. */
export function academicYearBegan(today: PlainDate): PlainDate {
	const year = Number(today.slice(0, 4));
	return today.slice(5, 7) < '09' ? `${year - 1}-09-01` : `${year}-09-01`;
}

/** A student whose 工作岗位 was not looked at since the academic year began. */
export function isGradeDue({ workPost: code, workPostOn }: Member, today: PlainDate): boolean {
	return workPost.row(code)?.student === true && (workPostOn ?? '') < academicYearBegan(today);
}

/** undefined for whoever is no student. */
export function nextGrade(member: Member, today: PlainDate): NextGrade | undefined {
	const { workPost: code } = member;
	if (workPost.row(code)?.student !== true) return undefined;
	const group = code.slice(0, -1);
	const last = code.slice(-1);
	if (last === GRADUATING) return { step: 'graduating' };
	const finishes = isPlainDate(member.graduatesOn)
		? Number(member.graduatesOn.slice(0, 4)) <= Number(academicYearBegan(today).slice(0, 4)) + 1
		: undefined;
	if (finishes) return { step: 'move', to: group + GRADUATING };
	if (last === FIRST) return { step: 'move', to: group + MIDDLE };
	return finishes === undefined ? { step: 'choose', to: group + GRADUATING } : { step: 'stay' };
}
