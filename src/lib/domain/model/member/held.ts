import type { Member } from '#domain/model/member/member';

/** Whether the record stands for a person: neither withdrawn with its import nor merged away. */
export function isHeld(member: Pick<Member, 'retracted' | 'merged'>): boolean {
	return member.retracted !== '1' && member.merged === undefined;
}
