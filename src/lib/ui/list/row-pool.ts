/** One row on the page; another object whenever what it shows changes. */
export interface Drawn<T> {
	/** Names the elements, which outlive what they show. */
	readonly slot: number;
	readonly index: number;
	readonly item: T;
	/** Not to be seen: waits for another item. */
	readonly hidden: boolean;
}

/** Rows of the list by index; `to` is the first one after. */
export interface Span {
	from: number;
	to: number;
}

/**
 * The rows of a windowed list. A row that is no longer needed shows another item, because changing
 * texts costs a tenth of making elements.
 */
export class RowPool<T> {
	#rows: Drawn<T>[] = [];
	#order: number[] = [];
	/** Slots without elements: they waited in vain. */
	readonly #shed = new Set<number>();

	/**
	 * Rows in sight are right at once; of the spare ones at most `most` are changed in one turn, and
	 * until then they are hidden. `kept` is the slot that holds the focus: it stays with its item.
	 * Returns whether rows are left for another turn.
	 */
	draw(
		items: readonly T[],
		{ sight, spare, most, kept }: { sight: Span; spare: Span; most: number; kept: number }
	): boolean {
		this.#hold(items, spare, kept);
		const free = this.#free(items, spare);
		const at = new Map(this.#rows.flatMap((row) => (row.hidden ? [] : [[row.index, row.slot]])));
		let left = most;
		for (const index of nearestFirst(sight, spare)) {
			const item = items[index]!;
			const mine = at.get(index);
			if (mine !== undefined && this.#rows[mine]!.item === item) continue;
			const seen = index >= sight.from && index < sight.to;
			if (!seen && left-- <= 0) {
				if (mine !== undefined) this.#hide(mine);
				continue;
			}
			const slot = mine ?? free.pop() ?? this.#rows.length;
			this.#shed.delete(slot);
			this.#rows[slot] = { slot, index, item, hidden: false };
		}
		return left < 0;
	}

	/**
	 * In the order they stood in last: an element that changes its place in the page is laid out anew
	 * with all that is in it, so a list that moves only gives its rows other places to be painted at.
	 */
	get rows(): readonly Drawn<T>[] {
		const { length } = this.#order;
		for (let slot = length; slot < this.#rows.length; slot += 1) this.#order.push(slot);
		return this.#order.flatMap((slot) => (this.#shed.has(slot) ? [] : [this.#rows[slot]!]));
	}

	/**
	 * In the order of the list from now on, so that it is read and walked through in that order, and
	 * without the rows that wait for an item: nothing of an earlier list stays in the page.
	 */
	settle(): boolean {
		const before = this.rows;
		for (const { slot, hidden } of before) if (hidden) this.#shed.add(slot);
		this.#order.sort((a, b) => this.#rows[a]!.index - this.#rows[b]!.index);
		const after = this.rows;
		return after.length < before.length || after.some((row, at) => row !== before[at]);
	}

	/** The row with the focus goes where its item went, and changes places with the row there. */
	#hold(items: readonly T[], { from, to }: Span, kept: number): void {
		const row = this.#rows[kept];
		if (!row || items[row.index] === row.item) return;
		const index = items.indexOf(row.item, from);
		if (index < 0 || index >= to) return;
		const there = this.#rows.find((other) => !other.hidden && other.index === index);
		if (there) this.#rows[there.slot] = { ...there, index: row.index };
		this.#rows[kept] = { ...row, index, hidden: false };
	}

	/** Slots to be used anew, the last one first: hidden ones, then those far away, then those without elements. */
	#free(items: readonly T[], { from, to }: Span): number[] {
		const outside: number[] = [];
		const hidden: number[] = [];
		for (const { slot, index, item, hidden: isHidden } of this.#rows) {
			if (this.#shed.has(slot)) continue;
			if (isHidden) hidden.push(slot);
			else if (index < from || index >= to) {
				if (items[index] !== item) this.#hide(slot);
				outside.push(slot);
			}
		}
		return [...this.#shed, ...outside, ...hidden];
	}

	#hide(slot: number): void {
		const row = this.#rows[slot]!;
		if (!row.hidden) this.#rows[slot] = { ...row, hidden: true };
	}
}

function* nearestFirst(sight: Span, spare: Span): Generator<number> {
	for (let index = sight.from; index < sight.to; index += 1) yield index;
	for (let index = sight.to; index < spare.to; index += 1) yield index;
	for (let index = sight.from - 1; index >= spare.from; index -= 1) yield index;
}
