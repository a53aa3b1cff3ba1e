import { defineRule } from '#domain/rules/rule';

export const probableDuplicate = defineRule({
	id: 'ID-09',
	severity: 'warning',
	title: 'Probable duplicate person',
	field: 'name',
	message: '存在同名同出生日期的党员，请确认是否重复录入。',
	resolution: 'Confirm as different persons or merge.',
	resolvedBy: 'secretary',
	source: 'inferred, to be verified',
	closes: ['record', 'remark'],
	explanation: { in: 'remark', over: ['name', 'birthDate', 'idNumber'] },
	alone: false,

	check(member, context) {
		if (member.name === '' || member.birthDate === '') return false;
		return context.sameNameAndBirth(member).some((other) => other.idNumber !== member.idNumber);
	}
});
