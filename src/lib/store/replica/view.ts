import type { Departure } from '#domain/model/member/departure';
import type { Member } from '#domain/model/member/member';
import { isHeld } from '#domain/model/member/held';
import { holdsNumbers, isOnRoster } from '#domain/model/member/on-roster';
import type { Actor } from '#domain/mutations/mutation';
import type { Org } from '#domain/model/org/org';
import { covers } from '#domain/model/org/tree';
import { completenessOf, type Completeness } from '#domain/rules/completeness';
import { PeerIndex } from '#domain/rules/peers';
import type { RuleContext } from '#domain/rules/rule';
import { defaultSettings } from '#domain/rules/settings';
import { decisionsOf, type Decisions } from '#store/replica/decisions';
import { partsOfKey, type Key, type Row } from '#store/disk/key';

/** The members of an organisation’s subtree: 在册, and with those 已减少. */
export interface Under {
	members: readonly Member[];
	held: readonly Member[];
}

/** What screens see: rows of the base with the overlay on top, and all that is derived from them. */
export class View {
	readonly #tables = new Map<string, Map<string, Row>>();
	readonly #today: () => string;
	readonly #actor: Actor;
	#held: readonly Member[] | undefined;
	#members: readonly Member[] | undefined;
	#orgs: readonly Org[] | undefined;
	#decisions: Decisions | undefined;
	#departures: readonly Departure[] | undefined;
	#byBranch: Map<string, Member[]> | undefined;
	#patches = 0;
	readonly #under = new Map<string, Under>();
	#peers: PeerIndex | undefined;
	#context: RuleContext | undefined;
	#summaries = new WeakMap<Member, Completeness>();

	constructor(today: () => string, actor: Actor) {
		this.#today = today;
		this.#actor = actor;
	}

	get(key: Key): Row | undefined {
		const [table, id] = partsOfKey(key);
		return this.row(table, id);
	}

	row(table: string, id: string): Row | undefined {
		return this.#tables.get(table)?.get(id);
	}

	set(table: string, id: string, row: Row | undefined): void {
		let rows = this.#tables.get(table);
		if (!rows) this.#tables.set(table, (rows = new Map()));
		const before = rows.get(id);
		if (before === row) return;
		if (row) rows.set(id, row);
		else rows.delete(id);
		if (table === 'member') this.#memberChanged(before as Member, row as Member);
		else if (table === 'org') this.#orgChanged();
		else if (table === 'departure') this.#departures = undefined;
	}

	get orgs(): readonly Org[] {
		return (this.#orgs ??= [...(this.#tables.get('org')?.values() ?? [])] as Org[]);
	}

	get decisions(): Decisions {
		return (this.#decisions ??= decisionsOf(this.held, this.#actor));
	}

	get departures(): readonly Departure[] {
		if (this.#departures) return this.#departures;
		const all = [...(this.#tables.get('departure')?.values() ?? [])] as Departure[];
		const gone = all.filter(({ memberId }) => !this.row('member', memberId));
		return (this.#departures = gone.sort((a, b) => (a.at > b.at ? -1 : 1)));
	}

	/** Withdrawn and merged ones included. */
	get everyMember(): readonly Member[] {
		return [...(this.#tables.get('member')?.values() ?? [])] as Member[];
	}

	/** Without those an undone import withdrew and those merged into another. */
	get held(): readonly Member[] {
		this.#patches = 0;
		return (this.#held ??= this.everyMember.filter(isHeld));
	}

	/** 在册. */
	get members(): readonly Member[] {
		this.#patches = 0;
		return (this.#members ??= this.held.filter(isOnRoster));
	}

	under(orgId: string): Under {
		let under = this.#under.get(orgId);
		if (!under) {
			const byBranch = (this.#byBranch ??= groupByBranch(this.held));
			const held = this.orgs
				.filter((org) => covers(orgId, org))
				.flatMap((org) => byBranch.get(org.id) ?? []);
			under = { held, members: held.filter(isOnRoster) };
			this.#under.set(orgId, under);
		}
		return under;
	}

	/** Everything rules may look at, of today. A new day starts a new one. */
	get context(): RuleContext {
		const today = this.#today();
		if (this.#context?.today === today) return this.#context;
		this.#summaries = new WeakMap();
		const peers = this.#peerIndex();
		this.#context = {
			today,
			settings: defaultSettings,
			org: (id) => this.row('org', id) as Org | undefined,
			sameIdNumber: (member) => (holdsNumbers(member) ? peers.sameIdNumber(member) : []),
			sameMobile: (member) => (holdsNumbers(member) ? peers.sameMobile(member) : []),
			sameNameAndBirth: (member) => (holdsNumbers(member) ? peers.sameNameAndBirth(member) : [])
		};
		return this.#context;
	}

	summary(member: Member): Completeness {
		const context = this.context;
		let summary = this.#summaries.get(member);
		if (!summary) {
			summary = completenessOf(member, context);
			this.#summaries.set(member, summary);
		}
		return summary;
	}

	#peerIndex(): PeerIndex {
		if (!this.#peers) {
			this.#peers = new PeerIndex();
			for (const member of this.held) if (holdsNumbers(member)) this.#peers.put(member);
		}
		return this.#peers;
	}

	#memberChanged(before: Member | undefined, after: Member | undefined): void {
		this.#patchLists(before, after);
		this.#decisions = undefined;
		if (!before || !after) this.#departures = undefined;
		this.#under.clear();
		// The very row of before may come back after a refusal, when its peers are others.
		if (after) this.#summaries.delete(after);
		// A finding about a peer changes when the peer does: forget the groups left and joined.
		if (!this.#peers) return;
		if (before && holdsNumbers(before)) {
			this.#forgetPeersOf(before);
			this.#peers.remove(before);
		}
		if (after && holdsNumbers(after)) {
			this.#peers.put(after);
			this.#forgetPeersOf(after);
		}
	}

	/** A few changed records are exchanged in copies of the lists; many make the lists anew. */
	#patchLists(before: Member | undefined, after: Member | undefined): void {
		const stays = before && after && isHeld(before) && isHeld(after);
		if (!stays || ++this.#patches > MOST_PATCHES) {
			this.#held = undefined;
			this.#members = undefined;
			this.#byBranch = undefined;
			this.#patches = 0;
			return;
		}
		if (this.#held) this.#held = exchanged(this.#held, before, after);
		if (isOnRoster(before) !== isOnRoster(after)) this.#members = undefined;
		else if (this.#members) this.#members = exchanged(this.#members, before, after);
		const group = this.#byBranch?.get(before.branchId);
		if (before.branchId !== after.branchId) this.#byBranch = undefined;
		else if (group) this.#byBranch?.set(after.branchId, exchanged(group, before, after));
	}

	#forgetPeersOf(member: Member): void {
		if (!this.#peers) return;
		for (const peer of this.#peers.sameIdNumber(member)) this.#summaries.delete(peer);
		for (const peer of this.#peers.sameMobile(member)) this.#summaries.delete(peer);
		for (const peer of this.#peers.sameNameAndBirth(member)) this.#summaries.delete(peer);
	}

	#orgChanged(): void {
		this.#orgs = undefined;
		this.#under.clear();
		this.#summaries = new WeakMap();
	}
}

/** Between two looks at the lists. */
const MOST_PATCHES = 16;

function exchanged(list: readonly Member[], before: Member, after: Member): Member[] {
	const copy = list.slice();
	const at = copy.indexOf(before);
	if (at >= 0) copy[at] = after;
	return copy;
}

function groupByBranch(members: readonly Member[]): Map<string, Member[]> {
	const groups = new Map<string, Member[]>();
	for (const member of members) {
		const group = groups.get(member.branchId);
		if (group) group.push(member);
		else groups.set(member.branchId, [member]);
	}
	return groups;
}
