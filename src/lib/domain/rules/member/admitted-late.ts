import { addMonths } from '#domain/kernel/plain-date';
import { dateOf } from '#domain/model/member/date-of';
import { defineRule } from '#domain/rules/rule';

/** Months after the joining date in which 补录 needs no explanation. */
const LATEST = 12;

export const admittedLate = defineRule({
	id: 'SU-03',
	severity: 'needs-manual-review',
	title: '补录 long after the joining date',
	field: 'joinDate',
	message: '入党已超过1年才补录，请说明原因。',
	resolution: 'State why it was late.',
	resolvedBy: 'secretary',
	source: 'inferred, to be verified',
	closes: ['review', 'field'],
	explanation: { in: 'lateAdmissionReason', over: ['joinDate', 'entrySystemOn'] },
	alone: true,

	check(member) {
		if (member.increaseMode !== 'new') return false;
		const joined = dateOf(member.joinDate);
		const entered = dateOf(member.entrySystemOn);
		return joined !== undefined && entered !== undefined && entered > addMonths(joined, LATEST);
	}
});
