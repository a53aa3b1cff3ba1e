import { valueChanges } from '#domain/features/bulk/field-changes';
import type { BulkChange } from '#domain/features/bulk/bulk-change';
import type { PlainDate } from '#domain/kernel/plain-date';
import type { Member } from '#domain/model/member/member';
import { isGradeDue, nextGrade } from '#domain/model/member/next-grade';

/** The students whose grade is due, by what September does with them. */
export interface GradePlan {
	/** By the two codes, e.g. 40202 → 40203. */
	moves: readonly { from: string; to: string; members: readonly Member[] }[];
	/** Those who may be in their last year: a person says. */
	choices: readonly { from: string; to: string; members: readonly Member[] }[];
	/** The grade stays; only 岗位更新日期 is set. */
	stays: readonly Member[];
	/** For a transfer; not changed here. */
	graduating: readonly Member[];
}

export function gradePlan(members: readonly Member[], today: PlainDate): GradePlan {
	const moves = new Map<string, Member[]>();
	const choices = new Map<string, Member[]>();
	const stays: Member[] = [];
	const graduating: Member[] = [];
	for (const member of members) {
		const next = isGradeDue(member, today) ? nextGrade(member, today) : undefined;
		if (next?.step === 'stay') stays.push(member);
		else if (next?.step === 'graduating') graduating.push(member);
		else if (next) {
			const groups = next.step === 'move' ? moves : choices;
			const key = `${member.workPost} ${next.to}`;
			groups.set(key, [...(groups.get(key) ?? []), member]);
		}
	}
	return { moves: inOrder(moves), choices: inOrder(choices), stays, graduating };
}

function inOrder(groups: ReadonlyMap<string, readonly Member[]>): GradePlan['moves'] {
	return [...groups].toSorted().map(([key, members]) => {
		const [from = '', to = ''] = key.split(' ');
		return { from, to, members };
	});
}

/** 工作岗位 as it becomes, and the day it was looked at, which quiets the reminder (WP-05). */
export function gradeChanges(
	posts: readonly { member: Member; to: string }[],
	today: PlainDate,
	batch: string
): BulkChange[] {
	const to = new Map(posts.map(({ member, to: post }) => [member.id, post]));
	return valueChanges(
		posts.map(({ member }) => member),
		({ id }) => ({ workPost: to.get(id) ?? '', workPostOn: today }),
		batch
	);
}
