import type { FieldKey } from '#domain/member/fields';
import type { Member } from '#domain/member/member';
import { defineRule } from '#domain/rules/rule';

/** What each way of leaving asks for. */
const facts: ReadonlyMap<string, readonly FieldKey[]> = new Map([
	['2', ['stoppedOn', 'stopReason']],
	['left', ['leaveDate', 'leaveReason']],
	['deceased', ['leaveDate']]
]);

function missingFacts(member: Member): readonly FieldKey[] {
	return (facts.get(member.membershipStatus) ?? []).filter((key) => !member[key]);
}

export const leavingWithoutFacts = defineRule({
	id: 'ST-04',
	severity: 'error',
	title: 'Leaving without reason',
	field: 'membershipStatus',
	message: '党员减少须填写类型、日期和批准党组织。',
	resolution: 'Fill in.',
	resolvedBy: 'secretary',
	closes: ['field'],
	alone: true,

	places: missingFacts,

	check: (member) => missingFacts(member).length > 0
});
