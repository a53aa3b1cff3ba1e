import { hasIdShape } from '#domain/model/member/id-number';
import { defineRule } from '#domain/rules/rule';

export const idNumberShape = defineRule({
	id: 'ID-02',
	severity: 'error',
	title: 'ID number missing or wrong shape',
	field: 'idNumber',
	message: '身份证号码应为18位（末位可为X）。',
	resolution: 'Check against the ID card. A lower-case x is silently upper-cased.',
	resolvedBy: 'secretary',
	source: 'training manual L132; GB 11643',
	closes: ['field'],
	alone: true,

	check({ idNumber }) {
		return !hasIdShape(idNumber);
	}
});
