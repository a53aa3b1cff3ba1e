import { workPost } from '#domain/codes/work-post';
import type { RequiredWhen } from '#domain/model/member/field';
import type { Member } from '#domain/model/member/member';
import { isOnRoster } from '#domain/model/member/on-roster';
import type { Org } from '#domain/model/org/org';

/** Whether a field must be filled on this record (domain.md 2.1, column `req`). */
export function isRequired(when: RequiredWhen, member: Member, org?: Org): boolean {
	switch (when) {
		case 'always':
			return true;
		case 'never':
			return false;
		case 'full':
			return member.memberCategory === '1';
		case 'professional':
			return workPost.row(member.workPost)?.requiresTechPost === true;
		case 'staff':
			return member.workPost.startsWith('1');
		case 'lost':
			return member.isLost === '1';
		case 'mobile':
			return member.isMobile === '1';
		case 'joint':
			return org?.type === '632' || org?.type === '932';
		case 'stopped':
			return member.membershipStatus === '2';
		case 'restored':
			return member.stoppedOn !== '' && isOnRoster(member);
		case 'gone':
			return member.membershipStatus === 'left' || member.membershipStatus === 'deceased';
		case 'left':
			return member.membershipStatus === 'left';
		case 'approved':
			return member.membershipStatus === 'left' || member.membershipStatus === '2';
	}
}
