import type { FieldKey } from '#domain/model/member/fields';
import type { Member } from '#domain/model/member/member';
import { reductionOf, wayOf } from '#domain/model/member/reduction';
import { defineRule } from '#domain/rules/rule';

function missingFacts(member: Member): readonly FieldKey[] {
	const way = reductionOf(member);
	return way ? wayOf(way).asks.filter((key) => !member[key]) : [];
}

export const leavingWithoutFacts = defineRule({
	id: 'ST-04',
	severity: 'error',
	title: 'Leaving without reason',
	field: 'membershipStatus',
	message: '党员减少须填写类型、日期和批准党组织。',
	resolution: 'Fill in.',
	resolvedBy: 'secretary',
	source: '党籍 fields (open-source systems)',
	closes: ['field'],
	alone: true,
	ofReduced: true,

	places: missingFacts,

	check: (member) => missingFacts(member).length > 0
});
