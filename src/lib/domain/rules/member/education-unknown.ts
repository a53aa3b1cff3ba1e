import { education } from '#domain/codes/education';
import { defineRule } from '#domain/rules/rule';

export const educationUnknown = defineRule({
	id: 'ED-02',
	severity: 'error',
	title: 'Education code unknown',
	field: 'education',
	message: '学历代码无效。',
	resolution:
		'Choose from the table. On import ask which code table the file uses (22 and 11 mean different things).',
	resolvedBy: 'secretary',
	source: 'training manual L49; conflict of tables of open-source systems',
	closes: ['field'],
	alone: true,

	check(member) {
		return member.education !== '' && !education.has(member.education);
	}
});
