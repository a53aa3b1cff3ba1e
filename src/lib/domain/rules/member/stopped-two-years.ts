import { addMonths } from '#domain/kernel/plain-date';
import { dateOf } from '#domain/model/member/date-of';
import { defineRule } from '#domain/rules/rule';

export const stoppedTwoYears = defineRule({
	id: 'ST-03',
	severity: 'warning',
	title: 'Stopped for two years',
	field: 'stoppedOn',
	message: '停止党籍满2年仍未取得联系，可按自行脱党予以除名。',
	resolution: 'Submit.',
	resolvedBy: 'committee',
	source: 'dezhoudaily, wdqwzzb',
	closes: ['procedure'],
	reduces: true,
	alone: true,
	ofReduced: true,

	check(member, { today }) {
		if (member.membershipStatus !== '2') return false;
		const stopped = dateOf(member.stoppedOn);
		return stopped !== undefined && today >= addMonths(stopped, 24);
	}
});
