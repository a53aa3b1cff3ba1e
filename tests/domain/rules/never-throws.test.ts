import fc from 'fast-check';
import { expect, test } from 'vitest';
import { codeTables } from '#domain/codes/registry';
import { fields } from '#domain/model/member/fields';
import { completenessOf } from '#domain/rules/completeness';
import { memberRules } from '#domain/rules/registry';
import { contextWith, soundMember } from '../../support/sound-member';

const oddDates = [
	'2018-13-40',
	'0000-00-00',
	'0000-01-01',
	'9999-12-31',
	'2024-02-29',
	'２０１８-01-01'
];
const oddNumbers = ['-1', '-99', '1e9', 'NaN', '0x10', ' 6 ', '6', '99', '12.5', 'Infinity'];
const codes = Object.values(codeTables).flatMap((table) => table.rows.map(({ code }) => code));

const anyText = fc.oneof(
	fc.constantFrom('', '0', '1', '2', ...oddDates, ...oddNumbers),
	fc.constantFrom(...codes),
	fc
		.date({ noInvalidDate: true, min: new Date('1900-01-01'), max: new Date('2040-01-01') })
		.map((date) => date.toISOString().slice(0, 10)),
	fc.string({ unit: 'binary', maxLength: 20 })
);
const anyMember = fc
	.record(Object.fromEntries(fields.map(({ key }) => [key, anyText])))
	.map((values) => soundMember(values));

test('no rule throws, whatever the record holds, and every sentence is filled in', () => {
	const others = [soundMember({ id: 'm2' })];
	const context = contextWith(others);
	fc.assert(
		fc.property(anyMember, (member) => {
			const { percent, filled, applicable, missing, findings } = completenessOf(member, context);
			expect(filled + missing.length).toBe(applicable);
			expect(percent === 100).toBe(missing.length === 0);
			for (const { message } of findings) {
				expect(message).not.toMatch(/\{(fields|name|branch|date|n|category|expected)\}/);
			}
		}),
		{ numRuns: 1500 }
	);
});

test('an extension that leads beyond the calendar is answered, not thrown', () => {
	const member = soundMember({
		memberCategory: '2',
		joinDate: '9999-12-31',
		extensionMonths: '99'
	});
	for (const rule of memberRules) expect(() => rule.check(member, contextWith())).not.toThrow();
});
