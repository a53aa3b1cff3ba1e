import { createSubscriber } from 'svelte/reactivity';
import type { Member } from '#domain/model/member/member';
import { covers } from '#domain/model/org/tree';
import type { Replica } from '#store/replica/replica';

let initialsOf: ((name: string) => string) | undefined;

let told: (() => void) | undefined;
/** A search typed before pinyin arrived is answered again. */
const followPinyin = createSubscriber((update) => {
	told = update;
});

/** Pinyin comes from outside, once it is loaded; until then names and digits are searched. */
export function setInitials(fn: (name: string) => string): void {
	initialsOf = fn;
	told?.();
}

/** What is searched, side by side in arrays: walking them beats asking each record. */
interface Index {
	members: readonly Member[];
	names: string[];
	initials: string[];
	ids: string[];
	by: typeof initialsOf;
}

const indexes = new WeakMap<Replica, Index>();

function indexOf(replica: Replica): Index {
	const members = replica.held();
	const old = indexes.get(replica);
	if (old?.members === members && old.by === initialsOf) return old;
	// Only places that hold another record than before get new keys, so an edit costs one entry.
	const same = old?.by === initialsOf ? old : undefined;
	const names = same?.names ?? [];
	const initials = same?.initials ?? [];
	const ids = same?.ids ?? [];
	for (let at = 0; at < members.length; at++) {
		const member = members[at]!;
		if (same?.members[at] === member) continue;
		names[at] = keyOfName(member.name);
		initials[at] = initialsOf?.(member.name).toLowerCase() ?? '';
		ids[at] = member.idNumber.toLowerCase();
	}
	const index: Index = { members, names, initials, ids, by: initialsOf };
	indexes.set(replica, index);
	return index;
}

function keyOfName(name: string): string {
	return name.normalize('NFKC').toLowerCase().replace(/\s+/g, '');
}

/**
 * Members whose name contains the query, whose pinyin initials do, or whose ID number ends in it
 * (three digits or more, X counted). An empty query finds everybody, 已减少 too. Without withdrawn records.
 */
export function search(
	replica: Replica,
	query: string,
	{ orgId }: { orgId?: string } = {}
): Member[] {
	followPinyin();
	const { members, names, initials, ids } = indexOf(replica);
	const text = keyOfName(query);
	const byTail = /^\d{2,17}[\dx]$/.test(text);
	const byInitials = /^[a-z]+$/.test(text);
	const within = orgId === undefined ? undefined : branchesUnder(replica, orgId);
	const found: Member[] = [];
	for (let at = 0; at < members.length; at++) {
		const hit =
			names[at]!.includes(text) ||
			(byTail && ids[at]!.endsWith(text)) ||
			(byInitials && initials[at]!.includes(text));
		if (!hit) continue;
		const member = members[at]!;
		if (!within || within.has(member.branchId)) found.push(member);
	}
	return found;
}

function branchesUnder(replica: Replica, orgId: string): Set<string> {
	return new Set(
		replica
			.orgs()
			.filter((org) => covers(orgId, org))
			.map((org) => org.id)
	);
}
