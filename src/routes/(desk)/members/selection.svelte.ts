import type { Member } from '#domain/model/member/member';
import type { Replica } from '#store/replica/replica';
import { NO_IDS, withIds, withoutIds, type IdSet } from './id-set';

/** The members ticked in the list for one action on all of them; it goes with the replica. */
export class Selection {
	active = $state(false);
	#ids = $state.raw<IdSet>(NO_IDS);
	/** Where a range begins that Shift and a click end. */
	#anchor: string | undefined;

	get size(): number {
		return this.#ids.size;
	}

	has(id: string): boolean {
		return this.#ids.has(id);
	}

	toggle(id: string): void {
		this.#ids = this.has(id) ? withoutIds(this.#ids, [id]) : withIds(this.#ids, [id]);
		this.#anchor = id;
	}

	/** From the row ticked last to this one, as they stand in the list, all like this one becomes. */
	reach(id: string, shown: readonly Member[]): void {
		const from = shown.findIndex((member) => member.id === this.#anchor);
		const to = shown.findIndex((member) => member.id === id);
		if (from < 0 || to < 0) return this.toggle(id);
		const range = shown.slice(Math.min(from, to), Math.max(from, to) + 1);
		if (this.has(id)) this.drop(range);
		else this.add(range);
		this.#anchor = id;
	}

	add(members: readonly Member[]): void {
		this.#ids = withIds(this.#ids, idsOf(members));
	}

	drop(members: readonly Member[]): void {
		this.#ids = withoutIds(this.#ids, idsOf(members));
	}

	/** Those of the members that are ticked; one that left the device meanwhile is not. */
	of(members: readonly Member[]): readonly Member[] {
		return members.filter(({ id }) => this.#ids.has(id));
	}

	end(): void {
		this.active = false;
		this.#ids = NO_IDS;
		this.#anchor = undefined;
	}
}

const idsOf = (members: readonly Member[]) => members.map(({ id }) => id);

const selections = new WeakMap<Replica, Selection>();

export function selectionIn(replica: Replica): Selection {
	let selection = selections.get(replica);
	if (!selection) selections.set(replica, (selection = new Selection()));
	return selection;
}
