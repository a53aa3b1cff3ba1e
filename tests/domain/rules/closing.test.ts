import { describe, expect, test } from 'vitest';
import type { Member } from '#domain/model/member/member';
import { mayFile, problemsOf } from '#domain/features/problems/problem-list';
import { valuesJudged } from '#domain/rules/explanation';
import { memberRules, ruleOf } from '#domain/rules/registry';
import type { Closing, Rule, RuleContext } from '#domain/rules/rule';
import { firings, type Firing } from '../../support/firing';
import { contextWith, findingsOn, firedBy } from '../../support/sound-member';

/** Each rule says where it is closed; here it is closed there. */

const ids = memberRules.map(({ id }) => id);

test('every rule is set off by a member of the table', () => {
	expect(Object.keys(firings)).toEqual(ids);
	const silent = ids.filter((id) => {
		const { member, context } = firings[id]!;
		return !firedBy(member, context).includes(id);
	});
	expect(silent).toEqual([]);
});

/** The record once the text of the rule was written for what stands there. */
function explained(rule: Rule, member: Member, text = '情况属实'): Member {
	const place = rule.explanation!.in;
	const kept = { ...member.explained, [rule.id]: valuesJudged(rule, member) };
	return { ...member, [place]: text, explained: kept };
}

function isClosed(rule: Rule, how: Closing, { member, context, by }: Firing): boolean {
	const silent = (after: Member, in_: RuleContext = context ?? contextWith()) =>
		!firedBy(after, in_).includes(rule.id);
	switch (how) {
		case 'remark':
		case 'review':
			return (
				(how === 'remark') === (rule.explanation?.in === 'remark') &&
				silent(explained(rule, member))
			);
		case 'report':
			return problemsOf(member, findingsOn(member, context)).some(
				(row) => row.rule === rule.id && mayFile(row)
			);
		default: {
			const closer = by[how];
			return (
				closer !== undefined && silent({ ...member, ...closer.member }, closer.context ?? context)
			);
		}
	}
}

describe('each finding is closed the way its rule says', () => {
	test.each(memberRules.flatMap(({ id, closes }) => closes.map((how) => [id, how] as const)))(
		'[%s] by %s',
		(id, how) => {
			expect(isClosed(ruleOf(id)!, how, firings[id]!)).toBe(true);
		}
	);

	test('no rule has an explanation that its closings do not name, and none names one it has not', () => {
		for (const { id, closes, explanation } of memberRules) {
			const named = closes.includes('remark') || closes.includes('review');
			expect(named, id).toBe(explanation !== undefined);
		}
	});

	test('what only the administrator can close is 上报, and 上报 is of nothing else', () => {
		for (const { id, closes, severity } of memberRules)
			expect(closes.includes('report'), id).toBe(severity === 'escalate-to-admin');
	});
});

describe('a text closes a finding only for the values it was written for', () => {
	const explainable = memberRules.filter(({ explanation }) => explanation);

	test.each(explainable.map(({ id }) => id))('[%s] a text alone closes nothing', (id) => {
		const { member, context } = firings[id]!;
		const place = ruleOf(id)!.explanation!.in;
		expect(firedBy({ ...member, [place]: '很久以前写的' }, context)).toContain(id);
	});

	test.each([
		['JN-04', { joinDate: '2026-06-14' }],
		['JN-10', { regularDate: '2006-06-01' }],
		['JN-10', { joinDate: '2005-06-20' }],
		['JN-11', { regularDate: '2008-06-15' }],
		['ID-10', { idNumber: '990001800506003' }],
		['JN-16', { approveJoinDate: '2006-09-16' }],
		['JN-18', { candidateDate: '2003-12-31' }],
		['JN-19', { applyDate: '1997-01-01' }],
		['ED-03', { education: '11' }],
		['ED-04', { degree: '4' }],
		['WP-04', { techPost: '2' }],
		['WP-06', { graduatesOn: '2025-06-30' }],
		['WP-07', { birthDate: '1975-05-06' }],
		['SU-03', { joinDate: '2025-06-14' }]
	] satisfies [string, Partial<Member>][])(
		'[%s] with %o it is open again, and back as it was it is closed',
		(id, values) => {
			const { member, context } = firings[id]!;
			const closed = explained(ruleOf(id)!, member);
			expect(firedBy(closed, context)).not.toContain(id);
			expect(firedBy({ ...closed, ...values }, context)).toContain(id);
			expect(firedBy({ ...closed, ...values, ...pick(member, values) }, context)).not.toContain(id);
		}
	);

	test('[JN-10] [JN-11] [JN-13] the remark on a short probation says nothing of a long one, nor of one of 30 months', () => {
		const short = explained(ruleOf('JN-10')!, firings['JN-10']!.member);
		expect(firedBy(short)).toEqual([]);
		expect(firedBy({ ...short, regularDate: '2006-12-15' })).toEqual(['JN-11']);
		expect(firedBy({ ...short, regularDate: '2007-12-15' })).toEqual(['JN-11', 'JN-13']);
	});

	test('[AB-03] a row added or changed opens it again, a contact noted does not', () => {
		const rule = ruleOf('AB-03')!;
		const closed = explained(rule, firings['AB-03']!.member);
		const row = closed.entries!['abroad']!['e0']!;
		const withRow = (id: string, over: object): Member => ({
			...closed,
			entries: { abroad: { ...closed.entries!['abroad'], [id]: { ...row, ...over } } }
		});
		expect(firedBy(closed)).toEqual([]);
		expect(firedBy(withRow('e0', { lastContactOn: '2026-11-20' }))).toEqual([]);
		expect(firedBy(withRow('e0', { leftOn: '2019-09-01' }))).toEqual(['AB-03']);
		expect(firedBy(withRow('e1', { leftOn: '2019-09-01' }))).toEqual(['AB-03']);
	});
});

function pick(member: Member, values: Partial<Member>): Partial<Member> {
	return Object.fromEntries(Object.keys(values).map((key) => [key, member[key as keyof Member]]));
}

describe('a finding names the places that are wrong now', () => {
	const placesOf = (id: string, values: Partial<Member>) => {
		const { member, context } = firings[id]!;
		return findingsOn({ ...member, ...values }, context).find(({ rule }) => rule === id)?.places;
	};
	test.each([
		['SU-04', { ethnicity: '' }, ['ethnicity']],
		['SU-04', { ethnicity: '', idNumber: '' }, ['idNumber', 'ethnicity']],
		['BI-03', {}, ['photo']],
		['BI-04', { homeAddress: '' }, ['nativePlace', 'homeAddress']],
		['JN-17', {}, ['activistDate']],
		['JN-17', { activistDate: '', applyDate: '2005-06-16' }, ['joinDate']],
		['ST-01', { lostSince: '' }, ['lostSince', 'lostSituation']],
		['ST-01', {}, ['lostSituation']],
		['ST-04', {}, ['leaveReason', 'leaveApprovedBy']],
		['ST-04', { leaveDate: '' }, ['leaveDate', 'leaveReason', 'leaveApprovedBy']],
		['AW-01', {}, ['rewards']]
	] satisfies [string, Partial<Member>, string[]][])('[%s] with %o: %o', (id, values, places) => {
		expect(placesOf(id, values)).toEqual(places);
	});

	test.each([
		['AW-01', 'e0', 'approvedBy'],
		['AW-06', 'e0', 'rewardNote'],
		['PU-01', 'e0', 'decidedBy'],
		['DU-01', 'e0', 'startDate'],
		['AB-01', 'e0', 'country'],
		['DI-01', 'e0', 'health']
	])('[%s] names row %s and its item %s', (id, row, item) => {
		const { member, context } = firings[id]!;
		const finding = findingsOn(member, context).find(({ rule }) => rule === id);
		expect(finding?.entry).toMatchObject({ id: row, item });
	});

	test('whatever fires, its places are the ones that would have to change', () => {
		for (const id of ids) {
			const { member, context } = firings[id]!;
			for (const { places, field } of findingsOn(member, context)) {
				expect(places[0]).toBe(field);
				expect(new Set(places).size).toBe(places.length);
			}
		}
	});
});
