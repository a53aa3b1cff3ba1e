import { defineRule } from '#domain/rules/rule';

const DIGIT_OR_BLANK = /[0-9\s]/;

export const nameMalformed = defineRule({
	id: 'ID-01',
	severity: 'error',
	title: 'Name missing or malformed',
	field: 'name',
	message: '姓名不能为空，且不得含空格或数字。',
	resolution: 'Retype the name; the middle dot · is allowed for minority names.',
	resolvedBy: 'secretary',
	source: 'training manual L47, L132 (name is mandatory); format part inferred, to be verified',
	closes: ['field'],
	alone: true,

	check({ name }) {
		if (name === '') return true;
		const length = [...name].length;
		return length < 2 || length > 50 || DIGIT_OR_BLANK.test(name);
	}
});
