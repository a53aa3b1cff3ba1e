import { describe, expect, test } from 'vitest';
import { birthDateOf } from '#domain/model/member/id-number';
import { blankMember, type Member } from '#domain/model/member/member';
import { fullYears, isPlainDate } from '#domain/kernel/plain-date';
import { deadlinesOf, nearnessOf } from '#domain/features/reminders/deadlines';
import { completenessOf } from '#domain/rules/completeness';
import { PeerIndex } from '#domain/rules/peers';
import { aloneContext } from '#domain/rules/refuse-errors';
import { addDays, WRITTEN_FOR } from '#server/demo/dated';
import { demoMembers } from '#server/demo/campus';
import { aPhoto } from '../support/photos';

/** The demo campus is the same on whatever day it is loaded: states, reminders, seasons. */

function loadedOn(day: string): Member[] {
	return demoMembers(day).map(({ id, values, sitter }) => ({
		...blankMember(id),
		...values,
		...(sitter && { photo: aPhoto(id) })
	}));
}

/** What a screen says of each member: percent, what is missing, every rule, every near day. */
function shownOn(day: string): string[] {
	const members = loadedOn(day);
	const peers = new PeerIndex();
	for (const member of members) peers.put(member);
	const context = {
		...aloneContext(day),
		sameIdNumber: (member: Member) => peers.sameIdNumber(member),
		sameMobile: (member: Member) => peers.sameMobile(member),
		sameNameAndBirth: (member: Member) => peers.sameNameAndBirth(member)
	};
	return members.map((member) => {
		const { percent, missing, findings } = completenessOf(member, context);
		// In September, and only then, the year of every student is due.
		const rules = findings.map(({ rule }) => rule).filter((rule) => rule !== 'WP-05');
		const near = deadlinesOf(member, context)
			.filter(({ kind }) => kind !== 'grade')
			.map((one) => nearnessOf(one, context));
		return [percent, missing, rules, near].join(' ');
	});
}

/** Turns of months, years and terms, and days in between: nine years, two leap days among them. */
const days = [
	WRITTEN_FOR,
	addDays(WRITTEN_FOR, 1),
	'2026-12-31',
	'2027-02-28',
	'2027-08-31',
	'2027-09-01',
	'2028-01-29',
	'2028-01-30',
	'2028-02-28',
	'2028-02-29',
	'2028-03-01',
	'2028-11-23',
	'2032-02-29',
	'2026-01-01',
	...Array.from({ length: 33 }, (_, at) => addDays(WRITTEN_FOR, at * 97 - 300))
];

describe.each(days)('loaded on %s', (day) => {
	const written = demoMembers(WRITTEN_FOR);
	const members = loadedOn(day);

	test('it shows the same of every member', () => {
		expect(shownOn(day)).toEqual(shownOn(WRITTEN_FOR));
	});

	test('dates are days, none is to come, and the ID number follows the birth date', () => {
		for (const [at, member] of members.entries()) {
			const was = written[at]!.values;
			for (const key of [
				'birthDate',
				'joinDate',
				'regularDate',
				'workStartDate',
				'enteredBranchOn'
			] as const) {
				expect(member[key] === '' || (isPlainDate(member[key]) && member[key] <= day)).toBe(true);
				expect(member[key] === '').toBe((was[key] ?? '') === '');
			}
			expect(birthDateOf(member.idNumber) === member.birthDate).toBe(
				birthDateOf(was['idNumber']!) === was['birthDate']
			);
			expect(
				Math.abs(fullYears(member.birthDate, day) - fullYears(was['birthDate']!, WRITTEN_FOR))
			).toBeLessThanOrEqual(1);
		}
		expect(new Set(members.map(({ idNumber }) => idNumber)).size).toBe(members.length);
	});

	test('terms keep their season: work begins when it does', () => {
		for (const [at, member] of members.entries()) {
			expect(member.workStartDate.slice(5)).toBe(written[at]!.values['workStartDate']!.slice(5));
		}
	});
});
