import type { Member } from '#domain/model/member/member';
import type { Replica } from '#store/replica/replica';

/** The other record of the same person that a finding speaks of: ID-07 by number, ID-09 by name and birth date. */
export function doubleOf(replica: Replica, member: Member, rule: string): Member | undefined {
	const context = replica.context();
	if (rule === 'ID-07') return context.sameIdNumber(member)[0];
	if (rule !== 'ID-09') return undefined;
	return context.sameNameAndBirth(member).find(({ idNumber }) => idNumber !== member.idNumber);
}
