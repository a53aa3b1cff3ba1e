import type { Problem } from '#domain/kernel/problem';
import type { Member } from '#domain/member/member';
import { fileReport } from '#domain/report/file-report';
import type { Replica } from '#store/replica';

/** 上报 of one finding of this member; undefined for whoever is not the member’s own branch. */
export function fileProblem(
	replica: Replica,
	member: Member
): ((rule: string) => Promise<Problem | undefined>) | undefined {
	if (replica.account.orgId !== member.branchId) return undefined;
	return async (rule) => {
		const result = await replica.mutate(fileReport, { memberId: member.id, rule });
		return result.ok ? undefined : result.problem;
	};
}
