import type { FieldKey } from '#domain/model/member/fields';
import type { Member, MemberEdits } from '#domain/model/member/member';
import type { mergeMember } from '#domain/mutations/member/merge-member';
import { photoNamed } from '#domain/model/member/photo';
import { mergedFields, united } from '#domain/mutations/member/united';

export type MergeArgs = Parameters<typeof mergeMember.run>[1];

/** An item in which two records differ. */
export interface Difference {
	key: FieldKey;
	mine: string;
	theirs: string;
}

export function differencesOf(into: Member, from: Member): Difference[] {
	return mergedFields
		.map(({ key }) => ({ key, mine: into[key] ?? '', theirs: from[key] ?? '' }))
		.filter(({ mine, theirs }) => mine !== theirs);
}

/** The record that has more to say, so that merging begins with it as the survivor. */
export function fullerOf(a: Member, b: Member): Member {
	const filled = (member: Member) =>
		mergedFields.filter(({ key }) => (member[key] ?? '') !== '').length;
	const [left, right] = [filled(a), filled(b)];
	if (left !== right) return left > right ? a : b;
	return isNewer(b, a) ? b : a;
}

/**
 * The items of the other record that are proposed to stand: where the survivor says nothing, and
 * where the other record was written to later.
 */
export function proposedFrom(into: Member, from: Member): Set<FieldKey> {
	const proposed = differencesOf(into, from).filter(({ key, mine, theirs }) => {
		if (mine === '' || theirs === '') return mine === '';
		return (lastOn(from, key) ?? '') > (lastOn(into, key) ?? '');
	});
	return new Set(proposed.map(({ key }) => key));
}

function isNewer(one: Member, other: Member): boolean {
	return (one.trail.at(-1)?.at ?? '') > (other.trail.at(-1)?.at ?? '');
}

/** When the item was last edited, as the server took it; undefined where it is as it was brought. */
function lastOn({ trail }: Member, key: FieldKey): string | undefined {
	const line = trail.findLast(({ edits }) => edits[key] !== undefined);
	return line && (line.receipt?.at ?? line.at);
}

/** The arguments of 合并 as whoever sees both records chooses; `photo` is the one that shows. */
export function mergeChoice(
	into: Member,
	from: Member,
	taken: readonly FieldKey[],
	photo: string | null = into.photo?.id ?? from.photo?.id ?? null
): MergeArgs {
	const take: MemberEdits = {};
	const keep: MergeArgs['keep'] = {};
	for (const { key, mine, theirs } of differencesOf(into, from)) {
		if (taken.includes(key)) take[key] = { from: mine, to: theirs };
		else keep[key] = theirs;
	}
	const known = photo !== null && (photoNamed(into, photo) ?? photoNamed(from, photo));
	return { into: into.id, from: from.id, take, keep, photo: known ? photo : null };
}

/** The record as it will stand; nothing is written. */
export function mergePreview(into: Member, from: Member, args: MergeArgs): Member {
	const actor = { account: '', kind: 'u' as const, orgId: '' };
	const nobody = { actor, device: '', changeId: '', at: '', today: '' };
	return united(into, from, args, nobody);
}
