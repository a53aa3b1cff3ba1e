import type { Problem } from '#domain/kernel/problem';
import type { Member } from '#domain/model/member/member';
import { fileReport } from '#domain/mutations/report/file-report';
import type { Replica } from '#store/replica/replica';
import type { RecordWriter } from './members/[memberId]/[tab=tab]/record-writer';

/**
 * 上报 of one finding of this member; undefined for whoever is not the member’s own branch.
 * `writer`: of the open record, where the finding is shown in its form.
 */
export function fileProblem(
	replica: Replica,
	member: Member,
	writer?: Pick<RecordWriter, 'mutate'>
): ((rule: string) => Promise<Problem | undefined>) | undefined {
	if (replica.account.orgId !== member.branchId) return undefined;
	return async (rule) => {
		const args = { memberId: member.id, rule };
		const result = await (writer
			? writer.mutate(fileReport, args)
			: replica.mutate(fileReport, args));
		return result.ok ? undefined : result.problem;
	};
}
