import type { Member } from '#domain/model/member/member';
import { Digest, markOf } from '#domain/protocol/digest';
import type { WireRow } from '#domain/protocol/protocol';
import { withEveryField } from '#store/replica/every-field';
import { keyOf, type Key, type Row } from '#store/disk/key';

/** A row as the server sent it, and the pack that holds it ('' while only the journal does). */
export interface BaseRow {
	row: Row;
	clock: number;
	generation: number;
	pack: string;
}

/** What the server said. Tables this version does not know are kept all the same (S-11). */
export class Base {
	readonly #tables = new Map<string, Map<string, BaseRow>>();
	/** Counted when first asked for, then kept up. */
	#digest: Digest | undefined;
	/** Packs on disk, and those of them that no longer say what memory says. */
	readonly packs = new Set<string>();
	readonly stale = new Set<string>();
	/** Whether a row left since the last fold: sealed, but still on the disk until the next one (S-7). */
	shed = false;

	get(table: string, id: string): Row | undefined {
		return this.#tables.get(table)?.get(id)?.row;
	}

	/** Whether the wire row says something newer than what is held. */
	#isNews([table, id, clock]: WireRow, generation: number): boolean {
		const held = this.#tables.get(table)?.get(id);
		return (
			!held ||
			generation > held.generation ||
			(generation === held.generation && clock >= held.clock)
		);
	}

	news(rows: readonly WireRow[], generation: number): WireRow[] {
		return rows.filter((row) => this.#isNews(row, generation));
	}

	/** Takes rows that `news` let through. A null row is an explicit out (S-7). */
	take(rows: readonly WireRow[], generation: number, pack = ''): void {
		for (const [table, id, clock, row] of rows) {
			let held = this.#tables.get(table);
			if (!held) this.#tables.set(table, (held = new Map()));
			const before = held.get(id);
			if (before?.pack) this.stale.add(before.pack);
			if (before) this.#digest?.remove(markOf(table, id, before.clock));
			if (row) this.#digest?.add(markOf(table, id, clock));
			if (row === null) this.shed = held.delete(id) || this.shed;
			else held.set(id, { row: rowOf(table, row), clock, generation, pack });
		}
		if (pack) this.packs.add(pack);
	}

	/** The sum over all rows held, to be compared with the server’s (S-13). */
	get digest(): Digest {
		if (!this.#digest) {
			this.#digest = new Digest();
			for (const [table, id, { clock }] of this.#all()) this.#digest.add(markOf(table, id, clock));
		}
		return this.#digest;
	}

	/** Rows of these parts that the server does not hold in this very version. */
	foreign(slices: readonly number[], rows: readonly WireRow[]): WireRow[] {
		const right = new Set(rows.map(([table, id, clock]) => `${keyOf(table, id)}@${clock}`));
		const wrong: WireRow[] = [];
		for (const [table, id, { clock }] of this.#all()) {
			if (!slices.includes(markOf(table, id, clock).slice)) continue;
			if (!right.has(`${keyOf(table, id)}@${clock}`)) wrong.push([table, id, clock, null]);
		}
		return wrong;
	}

	/** Rows that a finished full pull did not bring again. */
	leftBehind(generation: number): WireRow[] {
		const gone: WireRow[] = [];
		for (const [table, id, held] of this.#all()) {
			if (held.generation < generation) gone.push([table, id, held.clock, null]);
		}
		return gone;
	}

	count(generation: number): number {
		let count = 0;
		for (const [, , held] of this.#all()) if (held.generation === generation) count++;
		return count;
	}

	*rows(): Generator<[Key, string, string, Row]> {
		for (const [table, id, held] of this.#all()) yield [keyOf(table, id), table, id, held.row];
	}

	everything(): [string, string, BaseRow][] {
		return [...this.#all()];
	}

	/** Every row whose pack is stale or missing: what a fold writes anew. */
	unfolded(): [string, string, BaseRow][] {
		return [...this.#all()].filter(([, , held]) => !held.pack || this.stale.has(held.pack));
	}

	/** After a fold: the rows lie in these packs now. */
	folded(packs: readonly { id: string; rows: readonly WireRow[] }[]): void {
		for (const id of this.stale) this.packs.delete(id);
		this.stale.clear();
		this.shed = false;
		for (const { id: pack, rows } of packs) {
			this.packs.add(pack);
			for (const [table, id] of rows) {
				const held = this.#tables.get(table)?.get(id);
				if (held) held.pack = pack;
			}
		}
	}

	*#all(): Generator<[string, string, BaseRow]> {
		for (const [table, rows] of this.#tables) {
			for (const [id, held] of rows) yield [table, id, held];
		}
	}
}

/** The row is what the same mutation objects wrote on the server. */
export function rowOf(table: string, row: NonNullable<WireRow[3]>): Row {
	const known = row as unknown as Row;
	return table === 'member' ? withEveryField(known as Member) : known;
}
