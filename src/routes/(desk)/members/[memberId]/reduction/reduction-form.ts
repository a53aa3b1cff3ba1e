import type { FieldKey } from '#domain/model/member/fields';
import type { Member } from '#domain/model/member/member';
import { factsOf, wayOf, ways, waysFrom, type WayKey } from '#domain/model/member/reduction';
import type { MemberDraft } from '#ui/form/member-draft.runes';

/** The draft of 党员减少 of one record. */
export function reductionKey(memberId: string): string {
	return `reduction:${memberId}`;
}

/** The way the form stands at: the one that leads from the stored 党籍状态 to the typed one. */
export function chosenWay(stored: Member, typed: Member): WayKey | undefined {
	if (typed.membershipStatus === stored.membershipStatus) return undefined;
	return waysFrom(stored).find((key) => ways[key].status === typed.membershipStatus);
}

/**
 * Another way: what only the former one asks for is as it is stored; what both ask for stays typed. What
 * the record holds from an earlier time answers nothing: every question begins empty.
 */
export function choose(
	draft: Pick<MemberDraft, 'type' | 'member'>,
	stored: Member,
	way: WayKey
): void {
	const former = chosenWay(stored, draft.member);
	const asked = former ? factsOf(former) : [];
	const { status, asks, mayAsk, sets } = wayOf(way);
	for (const key of asked) if (!factsOf(way).includes(key)) draft.type(key, stored[key]);
	for (const key of [...asks, ...mayAsk]) if (!asked.includes(key)) draft.type(key, '');
	draft.type('membershipStatus', status);
	for (const [key, value] of Object.entries(sets)) draft.type(key as FieldKey, value);
}

/** What the way asks for and is still empty. */
export function unfilled(way: WayKey, typed: Member): readonly FieldKey[] {
	return wayOf(way).asks.filter((key) => typed[key].trim() === '');
}
