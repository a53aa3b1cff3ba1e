import type { Problem, Result } from '#domain/kernel/problem';
import type { Change } from '#domain/protocol/change';
import { newChangeId } from '#store/disk/change-id';
import type { CorrectedTime } from '#store/replica/corrected-time';
import type { Beside } from '#store/disk/disk';
import type { DraftMove } from '#store/disk/draft-disk';
import type { Engine } from '#store/replica/engine';
import type { Key, Row } from '#store/disk/key';
import { tried } from '#store/replica/tried';

/** Changes of one transaction in a batch. */
export const CHUNK = 100;

/** One change of a batch. `mutation` is any registered mutation, `args` are its arguments. */
export interface Making {
	mutation: { readonly name: string };
	args: unknown;
	changeId?: string;
}

/** Writes the last changes of a batch together with the end of the draft they came from. */
export type WriteLast = (drafts: DraftMove) => Promise<Result<number>>;

export interface BatchWatch {
	progress?: (done: number) => void;
	/** Looked at between chunks; what is written stays written. */
	signal?: AbortSignal;
	/** A change of the batch that was refused; the others go on. */
	refused?: (index: number, problem: Problem) => void;
	/** The draft of the batch ends in its last transaction, and not before: `DraftHome.saving`. */
	last?: (write: WriteLast) => Promise<Result<number>>;
}

export interface Commit {
	/** Place of the first item in the whole batch. */
	first?: number;
	refused?: BatchWatch['refused'];
	beside?: Beside;
	/** What lies beside is written even when no item is left to write. */
	always?: boolean;
}

/**
 * Runs the items over the view, in turn, and writes those not refused as one journal entry.
 * Value: how many stand now.
 */
export function commit(
	engine: Engine,
	time: CorrectedTime,
	items: readonly Making[],
	{ first = 0, refused, beside = {}, always = false }: Commit
): Promise<Result<number>> {
	return engine.turn(async () => {
		const staged = new Map<Key, Row>();
		const changes: Change[] = [];
		let known = 0;
		for (const [index, { mutation, args, changeId = newIdAt(time) }] of items.entries()) {
			if (engine.outbox.has(changeId)) {
				known++;
				continue;
			}
			const at = time.stamp();
			const change = { id: changeId, name: mutation.name, args: args as Change['args'], at };
			const seen = (key: Key) => engine.view.get(key);
			const run = await tried(change, engine.acting, staged, seen);
			if (run.ok) changes.push(change);
			else refused?.(first + index, run.problem);
		}
		if (changes.length === 0 && !always) return { ok: true, value: known };
		const entry = { kind: 'made' as const, changes, made: time.deviceStamp() };
		const written = await engine.write(entry, [], beside);
		return written.ok ? { ok: true, value: known + changes.length } : written;
	});
}

export function newIdAt(time: CorrectedTime): string {
	return newChangeId(time.now().getTime());
}
