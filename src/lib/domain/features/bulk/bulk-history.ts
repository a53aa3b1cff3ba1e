import { batchOf, type BulkChange } from '#domain/features/bulk/bulk-change';
import { editMember } from '#domain/mutations/member/edit-member';
import { entryOf, isRemoved, valuesOf } from '#domain/model/member/entries';
import { isFieldKey } from '#domain/model/member/fields';
import { valueAt } from '#domain/model/member/item';
import { isListKey, type ListKey } from '#domain/model/member/lists';
import type { Member, MemberEdits } from '#domain/model/member/member';
import { removeEntry } from '#domain/mutations/member/remove-entry';
import type { TrailEntry } from '#domain/model/member/trail-entry';

/** A bulk action as 修改记录 of its members tells it. */
export interface BulkAction {
	batch: string;
	/** Its latest line: who, where, when. */
	last: TrailEntry;
	/** The items it set; `rewards` for a list. */
	items: ReadonlySet<string>;
	members: readonly Member[];
}

/** Every bulk action on these members, the newest first. It needs no record of its own. */
export function bulkActionsOn(members: readonly Member[]): BulkAction[] {
	const found = new Map<string, { last: TrailEntry; items: Set<string>; members: Set<Member> }>();
	for (const member of members) {
		for (const line of member.trail) {
			const batch = line.kind === 'edited' ? batchOf(line.change) : undefined;
			if (batch === undefined) continue;
			const action = found.get(batch) ?? { last: line, items: new Set(), members: new Set() };
			found.set(batch, action);
			if (line.at > action.last.at) action.last = line;
			for (const path of Object.keys(line.edits)) action.items.add(itemOf(path));
			action.members.add(member);
		}
	}
	return [...found]
		.map(([batch, action]) => ({ batch, ...action, members: [...action.members] }))
		.sort((a, b) => (a.last.at > b.last.at ? -1 : 1));
}

function itemOf(path: string): string {
	const [first = ''] = path.split('/');
	return first;
}

/** 撤销 of an action: the changes that take it back, and whose records keep what came after it. */
export interface Reversal {
	changes: Omit<BulkChange, 'changeId'>[];
	/** Members on whom somebody has since set something else; that stays. */
	kept: Member[];
}

/** Takes back what still stands as the action left it; each edit carries the value seen (S-4). */
export function reversalOf(batch: string, members: readonly Member[]): Reversal {
	const reversal: Reversal = { changes: [], kept: [] };
	for (const member of members) {
		const mine = member.trail.filter(
			(line) => line.kind === 'edited' && batchOf(line.change) === batch
		);
		const own = mine.map((line) => takenBack(member, line));
		reversal.changes.push(...own.flatMap(({ changes }) => changes));
		if (own.some(({ touched }) => touched)) reversal.kept.push(member);
	}
	return reversal;
}

function takenBack(member: Member, line: TrailEntry) {
	const changes: Reversal['changes'] = [];
	const edits: MemberEdits = {};
	const rows = new Map<string, [ListKey, string]>();
	let touched = false;
	for (const [path, [from, to]] of Object.entries(line.edits)) {
		const [list = '', entryId = ''] = path.split('/');
		if (isListKey(list)) rows.set(`${list}/${entryId}`, [list, entryId]);
		if (!isFieldKey(path) || from === to) continue;
		const now = valueAt(member, path);
		if (lastOn(member, path) === line && now === to) edits[path] = { from: now, to: from };
		else touched ||= now !== from;
	}
	const { id } = member;
	if (Object.keys(edits).length > 0)
		changes.push({ memberId: id, mutation: editMember, args: { id, edits } });
	for (const [row, [list, entryId]] of rows) {
		const entry = entryOf(member, list, entryId);
		if (!entry || isRemoved(entry)) continue;
		const args = { memberId: id, list, entryId, seen: valuesOf(list, entry) };
		if (lastOn(member, row) === line) changes.push({ memberId: id, mutation: removeEntry, args });
		else touched = true;
	}
	return { changes, touched };
}

/** The line that last set the item, or anything of the row. */
function lastOn(member: Member, place: string): TrailEntry | undefined {
	return member.trail.findLast(
		({ edits, row }) =>
			row === place ||
			Object.keys(edits).some((path) => path === place || path.startsWith(`${place}/`))
	);
}
