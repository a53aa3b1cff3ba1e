import type { Member } from '#domain/model/member/member';
import { dateOf } from '#domain/model/member/date-of';
import { defineRule } from '#domain/rules/rule';

/** In the order in which they come; a stage without a date says nothing. */
const stages = ['applyDate', 'activistDate', 'candidateDate', 'joinDate'] as const;

/** The first date that lies before that of an earlier stage. */
function tooEarly(member: Member): (typeof stages)[number] | undefined {
	let last = '';
	for (const key of stages) {
		const date = dateOf(member[key]);
		if (date === undefined) continue;
		if (date < last) return key;
		last = date;
	}
	return undefined;
}

export const developmentOrder = defineRule({
	id: 'JN-17',
	severity: 'error',
	title: 'Development dates out of order',
	field: 'candidateDate',
	message: '培养发展各阶段日期顺序有误。',
	resolution: 'Correct the dates.',
	resolvedBy: 'secretary',
	source: 'stages in 发展党员工作细则; inferred, to be verified',
	closes: ['field'],
	alone: true,

	places: (member) => [tooEarly(member) ?? 'candidateDate'],

	check: (member) => tooEarly(member) !== undefined
});
