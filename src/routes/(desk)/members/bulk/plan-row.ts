import type { BulkChange } from '#domain/features/bulk/bulk-change';
import { rehearse } from '#domain/features/bulk/rehearse';
import type { Problem } from '#domain/kernel/problem';
import type { Member } from '#domain/model/member/member';
import type { TrailEntry } from '#domain/model/member/trail-entry';
import type { Rows, Table } from '#domain/model/tables';
import { completenessOf } from '#domain/rules/completeness';
import { awardTwice } from '#domain/rules/member/award-twice';
import type { Finding } from '#domain/rules/rule';
import type { Replica } from '#store/replica/replica';

/** Changes that are read together; `ticked: false`: a person ticks who is meant. */
export interface PlanGroup {
	title: string;
	hint?: string;
	ticked?: boolean;
	changes: readonly BulkChange[];
}

/** One person’s part, as it would come out. */
export interface PlanRow {
	group: PlanGroup;
	change: BulkChange;
	member: Member;
	verdict: 'change' | 'same' | 'refused';
	/** Per item what stands and what would stand. */
	edits: TrailEntry['edits'];
	problem?: Problem;
	/** What the rules would newly say. */
	findings: readonly Finding[];
}

/** The change as it would come out on this device now; undefined where the member is not here. */
export async function planRow(
	replica: Replica,
	group: PlanGroup,
	change: BulkChange
): Promise<PlanRow | undefined> {
	const member = replica.member(change.memberId);
	if (!member) return undefined;
	const get = <T extends Table>(table: T, id: string) => {
		const row = table === 'org' ? replica.org(id) : replica.member(id);
		return row as Rows[T] | undefined;
	};
	const context = replica.context();
	const acting = { ...replica.author, today: context.today };
	const run = await rehearse(change, get, acting, `${context.today}T00:00:00`);
	const row = { group, change, member, edits: {}, findings: [] };
	if (!run.ok) {
		const { problem } = run;
		return { ...row, problem, verdict: isThere(problem) ? 'same' : 'refused' };
	}
	const after = run.value;
	if (!after) return { ...row, verdict: 'same' };
	const before = new Set(replica.summary(member).findings.map(({ rule }) => rule));
	const findings = completenessOf(after, context).findings.filter(
		({ rule, severity }) => severity !== 'info' && !before.has(rule)
	);
	return { ...row, verdict: 'change', edits: after.trail.at(-1)?.edits ?? {}, findings };
}

/** AW-04 says no more than that the award is there already. */
function isThere(problem: Problem): boolean {
	return problem.code === 'rule.error' && problem.rules.every((rule) => rule === awardTwice.id);
}
