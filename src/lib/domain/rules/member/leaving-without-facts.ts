import { defineRule } from '#domain/rules/rule';

export const leavingWithoutFacts = defineRule({
	id: 'ST-04',
	severity: 'error',
	title: 'Leaving without reason',
	field: 'membershipStatus',
	message: '党员减少须填写类型、日期和批准党组织。',
	resolution: 'Fill in.',
	resolvedBy: 'secretary',
	alone: true,

	check(member) {
		switch (member.membershipStatus) {
			case '2':
				return !member.stoppedOn || !member.stopReason;
			case 'left':
				return !member.leaveDate || !member.leaveReason;
			case 'deceased':
				return !member.leaveDate;
			default:
				return false;
		}
	}
});
