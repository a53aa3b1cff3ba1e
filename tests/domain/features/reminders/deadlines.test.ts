import { describe, expect, test } from 'vitest';
import { blankMember, type Member } from '#domain/model/member/member';
import {
	deadlinesOf,
	nearnessOf,
	type Deadline,
	type DeadlineKind
} from '#domain/features/reminders/deadlines';
import { contextWith, firedBy, soundMember, soundStudent } from '../../../support/sound-member';

/** What is said on that day: the kind’s due day and how near it is. */
function on(today: string, member: Member, kind: DeadlineKind) {
	const context = contextWith([], { today });
	const found: Deadline | undefined = deadlinesOf(member, context).find((one) => one.kind === kind);
	return found && `${found.due} ${nearnessOf(found, context)}`;
}
const says = (today: string, member: Member) => firedBy(member, contextWith([], { today }));

describe('[JN-14] [JN-15] a probation: near for 30 days, due on its last day, overdue the day after', () => {
	const member = soundStudent({ joinDate: '2026-06-15' });
	test.each([
		['2027-05-15', '2027-06-15 later'],
		['2027-05-16', '2027-06-15 soon'],
		['2027-06-15', '2027-06-15 soon'],
		['2027-06-16', '2027-06-15 overdue'],
		['2027-09-01', '2027-06-15 overdue']
	])('%s: %s', (today, expected) => {
		expect(on(today, member, 'probation')).toBe(expected);
	});
	test('an extension moves the day', () => {
		const later = soundStudent({ joinDate: '2026-06-15', extensionMonths: '6' });
		expect(on('2027-06-16', later, 'probation')).toBe('2027-12-15 later');
	});
	test('the day is there before JN-14 speaks and stays after JN-15 does', () => {
		expect(says('2027-05-16', member)).toContain('JN-14');
		expect(says('2027-05-15', member)).not.toContain('JN-14');
		expect(says('2027-07-16', member)).toContain('JN-15');
		expect(says('2027-07-15', member)).not.toContain('JN-15');
	});
	test('a full member has none', () => {
		expect(on('2027-06-16', soundMember(), 'probation')).toBeUndefined();
	});
});

describe('[AB-02] contact abroad: due six months after the last one, overdue as soon as the rule speaks', () => {
	const abroad = (...rows: Record<string, string>[]) =>
		soundMember({ entries: { abroad: Object.fromEntries(rows.map((row, n) => [`e${n}`, row])) } });
	const member = abroad({ leftOn: '2025-09-01', lastContactOn: '2026-05-31' });
	test.each([
		['2026-10-30', '2026-11-30 later'],
		['2026-10-31', '2026-11-30 soon'],
		['2026-11-30', '2026-11-30 soon'],
		['2026-12-01', '2026-11-30 overdue']
	])('%s: %s', (today, expected) => {
		expect(on(today, member, 'contact')).toBe(expected);
		expect(says(today, member).includes('AB-02')).toBe(expected.endsWith('overdue'));
	});
	test('nobody wrote down a contact: from the day of leaving; returned or removed: no day', () => {
		expect(on('2026-03-02', abroad({ leftOn: '2025-09-01' }), 'contact')).toBe(
			'2026-03-01 overdue'
		);
		const back = { leftOn: '2025-09-01', returnedOn: '2026-01-01' };
		expect(on('2026-12-01', abroad(back), 'contact')).toBeUndefined();
		const removed = { leftOn: '2025-09-01', removed: '1' };
		expect(on('2026-12-01', abroad(removed), 'contact')).toBeUndefined();
	});
	test('of two rows the earlier day counts', () => {
		const rows = [{ leftOn: '2026-08-01' }, { leftOn: '2026-07-01' }];
		expect(on('2026-12-15', abroad(...rows), 'contact')).toBe('2027-01-01 soon');
	});
});

describe('[WP-05] grades: in September until the post is looked at, else next year', () => {
	const student = soundStudent({ workPostOn: '' });
	test.each([
		['2026-08-31', '2026-09-30 later'],
		['2026-09-01', '2026-09-30 soon'],
		['2026-09-30', '2026-09-30 soon'],
		['2026-10-01', '2027-09-30 later']
	])('%s: %s', (today, expected) => {
		expect(on(today, student, 'grade')).toBe(expected);
		expect(says(today, student).includes('WP-05')).toBe(expected.endsWith('soon'));
	});
	test('looked at on 1 September it is done; on 31 August it was last year’s', () => {
		expect(on('2026-09-02', soundStudent({ workPostOn: '2026-09-01' }), 'grade')).toBe(
			'2027-09-30 later'
		);
		expect(on('2026-09-02', soundStudent({ workPostOn: '2026-08-31' }), 'grade')).toBe(
			'2026-09-30 soon'
		);
	});
	test('staff have no grade', () => {
		expect(on('2026-09-02', soundMember(), 'grade')).toBeUndefined();
	});
});

test('a record without any date, or with odd ones, has no deadline and breaks nothing', () => {
	const context = contextWith();
	expect(deadlinesOf(blankMember('x'), context)).toEqual([]);
	const odd = soundStudent({ joinDate: '2026-02-30', entries: { abroad: { e: { leftOn: 'x' } } } });
	expect(deadlinesOf(odd, context).map(({ kind }) => kind)).toEqual(['grade']);
});
