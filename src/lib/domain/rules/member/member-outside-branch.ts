import { orgType } from '#domain/codes/org-type';
import { defineRule } from '#domain/rules/rule';

export const memberOutsideBranch = defineRule({
	id: 'OR-08',
	severity: 'error',
	title: 'Member placed in a committee-level organisation',
	field: 'branchId',
	message: '党员只能编入党支部或联合党支部。',
	resolution: 'Choose a branch.',
	resolvedBy: 'secretary',
	source: 'owip / 71CMS checks',
	closes: ['procedure'],
	alone: false,

	check(member, context) {
		const org = context.org(member.branchId);
		return org !== undefined && orgType.row(org.type)?.holdsMembers !== true;
	}
});
