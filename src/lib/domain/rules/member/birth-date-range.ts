import { fullYears } from '#domain/kernel/plain-date';
import { dateOf } from '#domain/model/member/date-of';
import { defineRule } from '#domain/rules/rule';

const YOUNGEST = 16;
const OLDEST = 120;

export const birthDateRange = defineRule({
	id: 'BI-01',
	severity: 'error',
	title: 'Birth date in the future or age out of range',
	field: 'birthDate',
	message: '出生日期不合理。',
	resolution: 'Correct the date.',
	resolvedBy: 'secretary',
	source: 'inferred, to be verified',
	closes: ['field'],
	alone: true,

	check(member, { today }) {
		const born = dateOf(member.birthDate);
		if (born === undefined) return false;
		if (born > today) return true;
		const age = fullYears(born, today);
		return age < YOUNGEST || age > OLDEST;
	}
});
