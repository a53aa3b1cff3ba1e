import { describe, expect, test } from 'vitest';
import type { Member } from '#domain/model/member/member';
import { calendarText } from '#domain/features/reminders/calendar';
import { calendarEvents } from '#domain/features/reminders/calendar-events';
import { contextWith, soundMember, soundStudent } from '../../../support/sound-member';

const NOW = '2026-11-24T14:00:00.000+08:00';
const context = contextWith([], { today: '2026-11-24' });
const student = (id: string, over: Partial<Member> = {}) => ({ ...soundStudent(over), id });

type Parsed = { name: string; parts: Record<string, string>; inside: Parsed[] };

/** RFC 5545 read back: unfolded, one object per component, parameters kept in the name. */
function parsed(text: string): Parsed {
	const lines = text.replace(/\r\n[ \t]/g, '').split('\r\n');
	expect(lines.pop()).toBe('');
	const top: Parsed = { name: '', parts: {}, inside: [] };
	const open = [top];
	for (const line of lines) {
		const [, key = '', value = ''] = /^([^:]+):(.*)$/.exec(line) ?? [];
		if (key === 'BEGIN') {
			const part: Parsed = { name: value, parts: {}, inside: [] };
			open.at(-1)!.inside.push(part);
			open.push(part);
		} else if (key === 'END') expect(open.pop()!.name).toBe(value);
		else open.at(-1)!.parts[key] = value.replace(/\\n/g, '\n').replace(/\\(.)/g, '$1');
	}
	expect(open).toHaveLength(1);
	return top.inside[0]!;
}

test('a calendar file is read back as it was meant: whole days, stable ids, two reminders', () => {
	const text = calendarText(
		[{ uid: 'probation-m1@branchbook', on: '2026-12-09', title: '预备期届满：2 名' }],
		NOW
	);
	const calendar = parsed(text);
	expect(calendar).toMatchObject({ name: 'VCALENDAR', parts: { VERSION: '2.0' } });
	const [event] = calendar.inside;
	expect(event).toMatchObject({
		name: 'VEVENT',
		parts: {
			UID: 'probation-m1@branchbook',
			DTSTAMP: '20261124T060000Z',
			'DTSTART;VALUE=DATE': '20261209',
			SUMMARY: '预备期届满：2 名',
			CLASS: 'PRIVATE'
		}
	});
	expect(
		event!.inside.map(({ name, parts }) => `${name} ${parts['ACTION']} ${parts['TRIGGER']}`)
	).toEqual(['VALARM DISPLAY -P6DT15H', 'VALARM DISPLAY PT9H']);
});

test('lines end in CRLF and are at most 75 octets, never cut inside a character', () => {
	const title = `，${'𠮷海'.repeat(60)}`;
	const text = calendarText([{ uid: 'u', on: '2026-12-09', title }], NOW);
	expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
	const lines = text.split('\r\n');
	expect(Math.max(...lines.map((line) => Buffer.byteLength(line)))).toBeLessThanOrEqual(75);
	expect(Math.max(...lines.map((line) => Buffer.byteLength(line)))).toBeGreaterThan(70);
	for (const line of lines) expect(line.isWellFormed()).toBe(true);
	expect(parsed(text).inside[0]!.parts['SUMMARY']).toBe(title);
});

test('signs that mean something in the format, and line breaks, stay what they were', () => {
	const title = 'a,b;c\\d\ne\r\nEND:VCALENDAR';
	const { inside } = parsed(calendarText([{ uid: 'u', on: '2026-12-09', title }], NOW));
	expect(inside).toHaveLength(1);
	expect(inside[0]!.parts['SUMMARY']).toBe('a,b;c\\d\ne\nEND:VCALENDAR');
});

describe('names leave only when the person says so', () => {
	const members = [
		student('m1', { name: '欧阳晨曦', joinDate: '2025-12-09' }),
		student('m2', { name: '司徒明轩', joinDate: '2025-12-09' }),
		student('m3', { name: '诸葛思远', joinDate: '2025-06-30' }),
		soundMember({ name: '慕容雪' })
	];
	const all = (named: boolean) => calendarEvents(members, context, { named, orgId: 'o' });

	test('without names: one event per day and kind, with its number', () => {
		const events = all(false);
		expect(events).toEqual([
			{ uid: 'probation-2026-12-09-o@branchbook', on: '2026-12-09', title: '预备期届满：2 名' },
			{
				uid: 'grade-2027-09-30-o@branchbook',
				on: '2027-09-30',
				title: '更新学生党员年级岗位：3 名'
			}
		]);
		const text = calendarText(events, NOW);
		for (const { name, idNumber } of members) {
			expect(text).not.toContain(name);
			expect(text).not.toContain(idNumber);
		}
	});

	test('with names: one event per member; grades stay one; ID numbers never', () => {
		const events = all(true);
		expect(events.map(({ uid, title }) => `${uid} ${title}`)).toEqual([
			'probation-m1@branchbook 预备期届满：欧阳晨曦',
			'probation-m2@branchbook 预备期届满：司徒明轩',
			'grade-2027-09-30-o@branchbook 更新学生党员年级岗位：3 名'
		]);
		expect(calendarText(events, NOW)).not.toContain(members[0]!.idNumber);
	});

	test('what has passed is no event; an event moved to another day keeps its id', () => {
		expect(all(true).some(({ title }) => title.includes('诸葛思远'))).toBe(false);
		const moved = [student('m1', { joinDate: '2025-12-09', extensionMonths: '3' })];
		const [event] = calendarEvents(moved, context, { named: true, orgId: 'o' });
		expect(event).toMatchObject({ uid: 'probation-m1@branchbook', on: '2027-03-09' });
	});
});
