import type { Conflict } from '#domain/model/member/conflict';
import { entryOf, everyEntry, isRemoved, withEntry } from '#domain/model/member/entries';
import type { Entry } from '#domain/model/member/entry';
import { fields, type FieldKey } from '#domain/model/member/fields';
import { valueAt } from '#domain/model/member/item';
import { isListKey, type ListKey } from '#domain/model/member/lists';
import type { Member, MemberEdits } from '#domain/model/member/member';
import { photoNamed, photosOf } from '#domain/model/member/photo';
import { remembering, writerOf } from '#domain/mutations/member/trail';
import { isSameSide, withEdits } from '#domain/mutations/member/with-edits';
import { unitedExplanations } from '#domain/rules/explain';
import type { Context } from '#domain/mutations/mutation';

/** Which values stand after 合并, as whoever merges saw both records. */
export interface MergeChoice {
	/** The other record’s value stands: per field the survivor’s value that gives way, and that value. */
	take: MemberEdits;
	/** The survivor’s value stands: per field the other record’s value that gives way. */
	keep: Partial<Record<FieldKey, string>>;
	/** The photo that shows, of either record; null where neither had one. */
	photo: string | null;
}

/** The items that 合并 compares; the branch is not among them: the survivor’s stands. */
export const mergedFields = fields.filter(({ key }) => key !== 'branchId');

/**
 * The survivor with what the other record brings. A value that nobody has judged, because it was
 * written after the choice was made, opens a conflict (S-4); everything else that gives way is named
 * in the trail and stays on the stub.
 */
export function united(into: Member, from: Member, choice: MergeChoice, context: Context): Member {
	const entry = { kind: 'merged' as const, record: from.id };
	const edited = withEdits(into, choice.take, entry, context);
	const after = edited === into ? remembering(into, entry, context) : edited;
	const judged = withUnseen(after, from, choice, context);
	const explained = unitedExplanations(into, from, (key) => {
		return choice.take[key] !== undefined && after[key] === (from[key] ?? '');
	});
	return {
		...withPhoto(withRows(judged, from), from, choice.photo),
		conflicts: [...judged.conflicts, ...openIn(from, withRows(judged, from))],
		proposals: [
			...into.proposals,
			...from.proposals.filter(({ outcome }) => outcome === 'waiting')
		],
		...(explained && { explained }),
		...(from.reports && { reports: [...(into.reports ?? []), ...from.reports] }),
		...(from.flaggedProblem && !into.flaggedProblem && { flaggedProblem: from.flaggedProblem }),
		...(from.formerReasons && {
			formerReasons: { ...from.formerReasons, ...into.formerReasons }
		}),
		absorbed: [...(into.absorbed ?? []), from.id, ...(from.absorbed ?? [])]
	};
}

/** The other record’s values that do not stand: seen ones go into the trail, unseen ones into conflicts. */
function withUnseen(after: Member, from: Member, choice: MergeChoice, context: Context): Member {
	const gaveWay: Record<string, string> = {};
	const conflicts: Conflict[] = [];
	for (const { key } of mergedFields) {
		const [theirs, stands] = [from[key] ?? '', after[key] ?? ''];
		if (theirs === '' || theirs === stands) continue;
		const seen = choice.take[key]?.to ?? choice.keep[key];
		if (theirs === seen) gaveWay[key] = theirs;
		else conflicts.push(conflictOver(after, from, key, context));
	}
	const trail = after.trail.map((line) =>
		line.change === context.changeId && Object.keys(gaveWay).length > 0
			? { ...line, gaveWay }
			: line
	);
	return { ...after, trail, conflicts: [...after.conflicts, ...conflicts] };
}

function conflictOver(after: Member, from: Member, field: FieldKey, context: Context): Conflict {
	return {
		id: `${context.changeId}:${field}:${from.id}`,
		field,
		kept: { value: after[field] ?? '', ...writerOf(after, field) },
		other: { value: from[field] ?? '', ...writerOf(from, field) },
		settled: null
	};
}

/** The rows of both, an identical row once. A removed one stays on the stub. */
function withRows(after: Member, from: Member): Member {
	let result = after;
	for (const list of Object.keys(from.entries ?? {}).filter(isListKey)) {
		for (const [id, entry] of Object.entries(everyEntry(from, list))) {
			if (isRemoved(entry) || entryOf(result, list, id)) continue;
			const isOnce = hasOpenConflict(from, list, id) || !holdsRow(result, list, entry);
			if (isOnce) result = withEntry(result, list, id, entry);
		}
	}
	return result;
}

function hasOpenConflict({ conflicts }: Member, list: ListKey, id: string): boolean {
	return conflicts.some(({ field, settled }) => !settled && field.startsWith(`${list}/${id}/`));
}

function holdsRow(member: Member, list: ListKey, entry: Entry): boolean {
	const content = contentOf(entry);
	return Object.values(everyEntry(member, list)).some(
		(one) => !isRemoved(one) && contentOf(one) === content
	);
}

/** What a row says, whenever it was added; a newer client’s items included. */
function contentOf(entry: Entry): string {
	const { addedAt, removed, ...values } = entry;
	void [addedAt, removed];
	return JSON.stringify(
		Object.entries(values)
			.filter(([, value]) => value !== '')
			.toSorted()
	);
}

/** The open conflicts of the other record, as far as they still offer a choice on the survivor. */
function openIn(from: Member, after: Member): Conflict[] {
	return from.conflicts
		.filter((one) => !one.settled && isHere(after, one.field))
		.filter(({ field, other }) => {
			const isHeld = after.conflicts.some(
				(one) => one.field === field && !one.settled && isSameSide(one.other, other)
			);
			return !isHeld && other.value !== valueAt(after, field);
		})
		.map((one) => {
			const stands = valueAt(after, one.field);
			if (stands === one.kept.value) return one;
			return { ...one, kept: { value: stands, ...writerOf(after, one.field) } };
		});
}

/** A field of a tab, or an item of a row that the record holds. */
function isHere(member: Member, path: string): boolean {
	const [list = '', id = ''] = path.split('/');
	return !isListKey(list) || entryOf(member, list, id) !== undefined;
}

/** The chosen photo shows; every other one of both records is in the history. */
function withPhoto(after: Member, from: Member, chosen: string | null): Member {
	const theirs = photosOf(from);
	if (theirs.length === 0) return after;
	const own = after.photo ?? undefined;
	const shown =
		(chosen !== null && (photoNamed(after, chosen) ?? photoNamed(from, chosen))) ||
		(own ?? from.photo ?? undefined);
	const known = new Set<string>();
	const former = [...(after.photos ?? []), ...theirs.toReversed(), ...(own ? [own] : [])].filter(
		({ id }) => id !== shown?.id && !known.has(id) && known.add(id)
	);
	const photo = shown ?? after.photo;
	return { ...after, ...(photo !== undefined && { photo }), photos: former };
}
