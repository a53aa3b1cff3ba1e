import type { WireRow } from '#domain/protocol/protocol';
import { folded } from '#store/disk/acknowledged';
import type { Base, BaseRow } from '#store/replica/base';
import { packsOf, type Fold, type NewPack, type Rewrite } from '#store/disk/disk';
import type { State } from '#store/disk/entry';
import type { Outbox } from '#store/replica/outbox';

/** What the engine holds in memory. */
export interface Memory {
	base: Base;
	outbox: Outbox;
	state: State;
	/** Number of the last journal entry that memory contains. */
	seen: number;
}

/** What a rewrite takes along from outside the engine. */
export type RewriteBeside = Pick<Rewrite, 'header' | 'photos' | 'carried' | 'drafts'>;

/** More entries than one tab can have written that the others have not followed yet. */
const REWRITE_STEP = 1000;

/** Rows held in memory as packs: one generation is never packed with another. */
export function packsOfHeld(held: readonly (readonly [string, string, BaseRow])[]): NewPack[] {
	const rows = new Map<number, WireRow[]>();
	for (const [table, id, { clock, generation, row }] of held) {
		const group = rows.get(generation) ?? [];
		// The wire’s rows are records; Row says the same with names.
		group.push([table, id, clock, row as unknown as WireRow[3]]);
		rows.set(generation, group);
	}
	return [...rows].flatMap(([generation, group]) => packsOf(group, generation));
}

/** A fold: the packs that no longer hold are written anew, and one entry keeps the changes still here. */
export function foldOf({ base, outbox, state, seen }: Memory): Fold {
	const { kept, acknowledged } = outbox;
	const { made, sent } = folded(acknowledged, state);
	return {
		upTo: seen,
		entry: { kind: 'folded', kept, sent },
		made,
		sent: sent.map(({ id }) => id),
		state,
		known: base.packs,
		old: [...base.stale],
		packs: packsOfHeld(base.unfolded())
	};
}

/** Everything in memory, for a database that was emptied. Older acknowledged changes were only there. */
export function rewriteOf({ base, outbox, state, seen }: Memory, beside: RewriteBeside): Rewrite {
	const { kept, acknowledged } = outbox;
	const { made, sent } = folded({ ...acknowledged, sent: [] }, state);
	return {
		...beside,
		// Above the number any other tab has seen, so that each of them notices.
		seq: seen + REWRITE_STEP,
		entry: { kind: 'folded', kept, sent, anew: true },
		state,
		packs: packsOfHeld(base.everything()),
		made
	};
}
