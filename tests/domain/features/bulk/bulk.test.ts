import { describe, expect, test } from 'vitest';
import { batchOf, bulkChangeId } from '#domain/features/bulk/bulk-change';
import { bulkFields, oneByOne } from '#domain/features/bulk/bulk-fields';
import { gradeChanges, gradePlan } from '#domain/features/bulk/grade-plan';
import { fieldOf, fields } from '#domain/model/member/fields';
import { academicYearBegan, isGradeDue } from '#domain/model/member/next-grade';
import { partsOfRowId, rowId } from '#domain/features/roster/row-id';
import { firedBy, contextWith, soundMember, soundStudent } from '../../../support/sound-member';

const batch = '0123456789abcdef012345';

describe('an id names the action it belongs to', () => {
	test('what it was made of is read from it again', () => {
		const id = rowId(batch, 0xabcdef, 200, 'change');
		expect(partsOfRowId(id)).toEqual({ hash: batch, row: 0xabcdef, round: 200 });
		expect(batchOf(bulkChangeId(batch, 7))).toBe(batch);
	});

	test('a change of an import, or of a person, belongs to none', () => {
		expect(batchOf(rowId(batch, 1, 127, 'change'))).toBeUndefined();
		expect(batchOf('0190a5c0-7b1e-7abc-8def-0123456789ab')).toBeUndefined();
	});
});

describe('which items may be set for many at once', () => {
	test.each([
		['name', 'identity'],
		['joinDate', 'identity'],
		['memberCategory', 'identity'],
		['branchId', 'identity'],
		['mobile', 'contact'],
		['introducers', 'contact'],
		['remark', 'words'],
		['joinAgeReason', 'words']
	] as const)('%s is not: %s', (key, why) => {
		expect(oneByOne(fieldOf(key))).toBe(why);
	});

	test('every item is either offered or has a reason, and no sensitive one is offered', () => {
		expect(bulkFields.map(({ key }) => key)).toContain('workPost');
		expect(bulkFields.filter((field) => field.sensitive || field.conflict !== 'other')).toEqual([]);
		const refused = fields.filter((field) => oneByOne(field) !== undefined);
		expect(bulkFields.length + refused.length).toBe(fields.length);
	});
});

describe('[WP-05] 批量更新年级', () => {
	const today = '2026-09-03';
	const student = (id: string, workPost: string, graduatesOn = '', workPostOn = '') =>
		soundStudent({ id, workPost, graduatesOn, workPostOn });

	test.each([
		['2026-08-31', '2025-09-01'],
		['2026-09-01', '2026-09-01'],
		['2027-02-01', '2026-09-01']
	])('on %s the academic year began on %s', (day, began) => {
		expect(academicYearBegan(day)).toBe(began);
	});

	test('who was looked at since the year began is not due, and no one who is no student', () => {
		expect(isGradeDue(student('a', '40202', '', '2026-08-31'), today)).toBe(true);
		expect(isGradeDue(student('a', '40202', '', '2026-09-01'), today)).toBe(false);
		expect(isGradeDue(soundMember(), today)).toBe(false);
	});

	test('the groups: moved, asked about, staying, and graduating ones that nothing changes', () => {
		const plan = gradePlan(
			[
				student('first', '40202'),
				student('middle', '40203', '2027-06-30'),
				student('early', '40203', '2029-06-30'),
				student('unknown', '40203'),
				student('last', '40201', '2026-06-30'),
				student('done', '40201', '2027-06-30', '2026-09-02'),
				soundMember({ id: 'staff' })
			],
			today
		);
		const ids = (members: readonly { id: string }[]) => members.map(({ id }) => id);
		const groups = (list: typeof plan.moves) =>
			list.map(({ from, to, members }) => [from, to, ...ids(members)]);
		expect(groups(plan.moves)).toEqual([
			['40202', '40203', 'first'],
			['40203', '40201', 'middle']
		]);
		expect(groups(plan.choices)).toEqual([['40203', '40201', 'unknown']]);
		expect(ids(plan.stays)).toEqual(['early']);
		expect(ids(plan.graduating)).toEqual(['last']);
	});

	test('each edit carries the value seen, and the reminder falls silent', () => {
		const member = student('first', '40202');
		const context = contextWith([], { today });
		expect(firedBy(member, context)).toContain('WP-05');
		const [change] = gradeChanges([{ member, to: '40203' }], today, batch);
		expect(change!.args).toEqual({
			id: 'first',
			edits: {
				workPost: { from: '40202', to: '40203' },
				workPostOn: { from: '', to: today }
			}
		});
		const after = { ...member, workPost: '40203', workPostOn: today };
		expect(firedBy(after, context)).not.toContain('WP-05');
	});
});
