import { joinAge } from '#domain/rules/join-age';
import { defineRule } from '#domain/rules/rule';

export const joinAgeBelow19 = defineRule({
	id: 'JN-04',
	severity: 'needs-manual-review',
	title: 'Joining age below 19',
	field: 'joinDate',
	message: '入党年龄小于19岁，请在【人工审核】中填写原因。',
	resolution:
		'Type the reason in 人工审核; the flag then turns to 已说明. Age is in full years on the joining date.',
	resolvedBy: 'secretary',
	source: 'training manual L116',
	closes: ['review', 'field'],
	explanation: { in: 'joinAgeReason', over: ['birthDate', 'joinDate'] },
	alone: true,

	check(member) {
		const age = joinAge(member);
		return age !== undefined && age < 19 && age >= 18;
	}
});
