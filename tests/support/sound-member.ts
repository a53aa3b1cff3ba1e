import { checkCharacter } from '#domain/model/member/id-number';
import { blankMember, type Member } from '#domain/model/member/member';
import type { Org } from '#domain/model/org/org';
import { PeerIndex } from '#domain/rules/peers';
import { withOwnExplanations } from '#domain/rules/explain';
import { aloneContext } from '#domain/rules/refuse-errors';
import type { Flag } from '#domain/model/report/flag';
import { memberRules } from '#domain/rules/registry';
import { runRules, type Finding, type RuleContext } from '#domain/rules/rule';
import { aPhoto } from './photos';

/** The day every age and period of these tests counts from. */
export const today = '2026-11-23';

export const branch: Org = {
	id: 'branch',
	code: '990000000012',
	type: '631',
	fullName: '中共示例海洋大学信息学院学生第一党支部',
	shortName: '信息学院学生第一党支部',
	parentId: 'faculty',
	path: '/campus/faculty/branch/',
	touchedBy: ''
};

/** An invented ID number of somebody born that day; an odd sequence number makes a man. */
export function idNumberFor(birthDate: string, sequence = '001'): string {
	const body = `990001${birthDate.replaceAll('-', '')}${sequence}`;
	return body + checkCharacter(body);
}

/** A full member, staff, on whom no rule fires; `values` are what the test is about. */
export function soundMember(values: Partial<Member> = {}): Member {
	const birthDate = values.birthDate ?? '1980-05-06';
	const member: Member = {
		...blankMember('m1'),
		name: '张伟',
		idNumber: /^\d{4}-\d\d-\d\d$/.test(birthDate) ? idNumberFor(birthDate) : '',
		gender: '1',
		ethnicity: '01',
		birthDate,
		nativePlace: '东岭省安平市',
		memberCategory: '1',
		branchId: branch.id,
		joinDate: '2005-06-15',
		regularDate: '2006-06-15',
		archiveUnit: '示例海洋大学档案馆',
		education: '11',
		degree: '3',
		workPost: '10202',
		techPost: '12',
		workStartDate: '2004-09-01',
		mobile: '16400000001',
		currentAddress: '示例市海滨区学院路1号',
		homeAddress: '东岭省安平市解放路1号',
		householdAddress: '东岭省安平市解放路1号',
		enterBranchType: '2',
		enteredBranchOn: '2004-09-01',
		photo: aPhoto('张伟'),
		...values
	};
	// Texts given with the values speak of them, as in an import.
	return withOwnExplanations(member, aloneContext(today));
}

/** A committee’s mark, as a record carries it. */
export function aFlag(reason = '身份证号码与档案不一致'): Flag {
	return { change: 'flag', by: 'a990001', device: '', at: '2026-11-20T09:00:00', reason };
}

/** A probationary undergraduate on whom no rule fires. */
export function soundStudent(values: Partial<Member> = {}): Member {
	return soundMember({
		birthDate: '2004-03-01',
		memberCategory: '2',
		joinDate: '2026-06-15',
		regularDate: '',
		education: '6',
		degree: '',
		workPost: '40203',
		techPost: '',
		workStartDate: '',
		...values
	});
}

/** What the rules see: the day, the branch, and the other members given. */
export function contextWith(
	others: readonly Member[] = [],
	rest: Partial<RuleContext> = {}
): RuleContext {
	const peers = new PeerIndex();
	for (const other of others) peers.put(other);
	return {
		...aloneContext(today),
		org: (id) => (id === branch.id ? branch : undefined),
		sameIdNumber: (member) => peers.sameIdNumber(member),
		sameMobile: (member) => peers.sameMobile(member),
		sameNameAndBirth: (member) => peers.sameNameAndBirth(member),
		...rest
	};
}

export function findingsOn(member: Member, context: RuleContext = contextWith()): Finding[] {
	return runRules(memberRules, member, context);
}

/** The ids of the rules that fire, in display order. */
export function firedBy(member: Member, context?: RuleContext): string[] {
	return findingsOn(member, context).map(({ rule }) => rule);
}

/** The sentence a rule says of this member; '' when it is silent. */
export function saidBy(rule: string, member: Member, context?: RuleContext): string {
	return findingsOn(member, context).find((finding) => finding.rule === rule)?.message ?? '';
}
