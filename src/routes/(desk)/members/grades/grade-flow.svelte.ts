import { workPost } from '#domain/codes/work-post';
import { gradeChanges, gradePlan, type GradePlan } from '#domain/features/bulk/grade-plan';
import type { Member } from '#domain/model/member/member';
import type { Replica } from '#store/replica/replica';
import { BulkAction, newBatch } from '../bulk/bulk-action.svelte';
import type { PlanGroup } from '../bulk/plan-row';

/** 批量更新年级: who is due, by groups of old and new grade; nothing is written before 确认. */
export class GradeFlow {
	readonly #replica: Replica;
	readonly action: BulkAction;
	/** For a transfer; not changed here. */
	graduating = $state.raw<readonly Member[]>([]);

	constructor(replica: Replica) {
		this.#replica = replica;
		this.action = new BulkAction(replica);
	}

	async plan(): Promise<void> {
		const { today } = this.#replica.context();
		const plan = gradePlan(this.#replica.members(), today);
		this.graduating = plan.graduating;
		await this.action.plan(groupsOf(plan, today));
	}
}

/** Every group’s changes belong to one action: one tap takes all of them back. */
function groupsOf({ moves, choices, stays }: GradePlan, today: string): PlanGroup[] {
	const batch = newBatch();
	const all: (Omit<PlanGroup, 'changes'> & { posts: { member: Member; to: string }[] })[] = [
		...moves.map(({ from, to, members }) => ({
			title: `${workPost.nameOf(from)} → ${workPost.nameOf(to)}`,
			posts: members.map((member) => ({ member, to }))
		})),
		...choices.map(({ from, to, members }) => ({
			title: `可能升入${workPost.nameOf(to)}`,
			hint: `现为${workPost.nameOf(from)}，没有填预计毕业日期。请勾选明年毕业的人；不勾选的保持不变。`,
			ticked: false,
			posts: members.map((member) => ({ member, to }))
		})),
		{
			title: '年级不变，只更新日期',
			hint: '按预计毕业日期还不到毕业年级。',
			posts: stays.map((member) => ({ member, to: member.workPost }))
		}
	];
	const changes = gradeChanges(
		all.flatMap(({ posts }) => posts),
		today,
		batch
	);
	let at = 0;
	return all
		.filter(({ posts }) => posts.length > 0)
		.map(({ posts, ...group }) => ({ ...group, changes: changes.slice(at, (at += posts.length)) }));
}
