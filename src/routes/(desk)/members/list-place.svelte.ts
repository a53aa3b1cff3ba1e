import type { Member } from '#domain/model/member/member';
import type { CompletenessState } from '#domain/rules/completeness';
import type { BarKey } from '#domain/features/statistics/count-members';
import type { Replica } from '#store/replica/replica';
import type { RuleGroup } from '#ui/words/state-words';

/** A bar of 统计 whose members the list shows, and how it finds them. */
export interface ShownBar extends BarKey {
	words: string;
	/** Whether its members are 已减少. */
	reduced: boolean;
	selects(today: string): (member: Member) => boolean;
}

/** Which members the list shows: everybody 在册, those of one class, or those 已减少. */
export type ListState = CompletenessState | 'all' | 'reduced';

/** What an address may ask of the list. */
export interface Asked {
	/** '' is the account’s own organisation. */
	orgId: string;
	state: ListState | undefined;
	group: RuleGroup | undefined;
	only: ShownBar | undefined;
	/** The query of the address itself. */
	address: string;
}

/** Time for one picture, in milliseconds. */
const PICTURE = 16;

/**
 * Where a person stands in the list, kept while he is away from it. Not in the address: what is
 * searched for may be a name. It goes with the replica when the device locks.
 */
export class ListPlace {
	#typed = $state('');
	#asked = $state('');
	#due = false;
	state = $state<ListState>('all');
	group = $state<RuleGroup | 'all'>('all');
	/** Only the members of one bar of 统计. */
	only = $state.raw<ShownBar>();
	/** The organisation looked at; '' is the account’s own. */
	orgId = $state('');
	/** The address whose question was answered last. */
	shownFor = '';
	/** Scroll position in CSS pixels, and the row the keyboard is on. */
	top = 0;
	row = -1;

	/** What stands in the search box. */
	get query(): string {
		return this.#typed;
	}

	set query(text: string) {
		this.#typed = text;
		if (this.#due) return;
		this.#due = true;
		setTimeout(() => this.#ask(), PICTURE);
	}

	/** What the list answers: the last text typed, once its letters stand on the screen. */
	get asked(): string {
		return this.#asked;
	}

	#ask(): void {
		this.#due = false;
		this.#asked = this.#typed;
	}

	get filtered(): boolean {
		return (
			this.query !== '' || this.state !== 'all' || this.group !== 'all' || this.only !== undefined
		);
	}

	clear(): void {
		this.#typed = '';
		this.#asked = '';
		this.state = 'all';
		this.group = 'all';
		this.only = undefined;
	}

	/**
	 * What an address asks for and nothing else, so that the list has as many as the card or the bar
	 * it was opened from.
	 */
	show({ orgId, state, group, only, address }: Asked): void {
		this.clear();
		this.shownFor = address;
		this.orgId = orgId;
		this.state = only?.reduced ? 'reduced' : (state ?? 'all');
		this.group = group ?? 'all';
		this.only = only;
		this.top = 0;
	}
}

const places = new WeakMap<Replica, ListPlace>();

export function placeIn(replica: Replica): ListPlace {
	let place = places.get(replica);
	if (!place) places.set(replica, (place = new ListPlace()));
	return place;
}
