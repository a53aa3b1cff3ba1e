import type { PlainDate } from '#domain/kernel/plain-date';
import { dateOf } from '#domain/model/member/date-of';

/** The age bands of the national filters (domain.md 8), the youngest first; each reaches to the next. */
export const ageBands = [
	{ key: '0', name: '20岁及以下', from: 0 },
	{ key: '21', name: '21–30岁', from: 21 },
	{ key: '31', name: '31–40岁', from: 31 },
	{ key: '41', name: '41–50岁', from: 41 },
	{ key: '51', name: '51岁及以上', from: 51 }
] as const;

/**
 * The band of a birth date on that day; '' for no day, and for one that is still to come. Days are
 * compared as texts with the last birthday of each band: born on 29 February, the new age comes on
 * 1 March in common years, as `fullYears` has it.
 */
export function ageBandOn(today: PlainDate): (birthDate: string) => string {
	const year = Number(today.slice(0, 4));
	const lastBorn = ageBands.map(({ key, from }) => ({
		key,
		day: `${String(year - from).padStart(4, '0')}${today.slice(4)}`
	}));
	return (birthDate) => {
		const born = dateOf(birthDate);
		if (born === undefined) return '';
		return lastBorn.findLast(({ day }) => born <= day)?.key ?? '';
	};
}
