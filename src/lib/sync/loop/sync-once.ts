import type { Problem } from '#domain/kernel/problem';
import type { Change } from '#domain/protocol/change';
import { limits, PROTOCOL, type SyncReply } from '#domain/protocol/protocol';
import { fitting } from '#store/replica/fitting';
import type { Replica } from '#store/replica/replica';
import { Repair } from '#sync/loop/repair';
import type { Failure } from '#sync/loop/post';
import type { Wire } from '#sync/loop/wire';

/** How a round ended: everything exchanged, or why not. */
export type Outcome =
	| { kind: 'done' }
	| { kind: 'storage'; problem: Problem }
	/** The round gave no sign of life and was given up. */
	| { kind: 'stuck' }
	| Failure;

/**
 * Pushes what waits, then pulls what is new, until neither is left. The network is never waited
 * for inside a transaction (S-9); what is made meanwhile goes with the next request (S-8).
 */
export async function syncOnce(replica: Replica, wire: Wire, stop?: AbortSignal): Promise<Outcome> {
	let most: number = limits.changes;
	const repair = new Repair(replica);
	for (;;) {
		if (stop?.aborted) return { kind: 'none' };
		const changes = fitting(replica.pending(most));
		const step = await exchange(replica, wire, changes, stop, repair.slices);
		if (step.kind === 'more') continue;
		if (step.kind === 'done') {
			const mended = await repair.next();
			if (mended === 'again') continue;
			if (mended === 'equal') return step;
			return mended;
		}
		if (step.kind === 'blocked' && changes.length > 0) {
			const passed = await aroundBlock(replica, wire, changes, stop);
			if (passed === 'alone') return step;
			most = passed;
			continue;
		}
		if (step.kind !== 'refused' || changes.length === 0 || !isTooMuch(step.status)) return step;
		// Too large or not readable: halve until the one change that is to blame is found (S-10).
		if (changes.length > 1) {
			most = Math.ceil(changes.length / 2);
			continue;
		}
		const blamed = await blame(replica, wire, changes[0]!, step.status, stop);
		if (blamed.kind !== 'more' && blamed.kind !== 'done') return blamed;
	}
}

/**
 * A proxy on the way refused these changes, not the server: what comes before the one it minds still
 * goes, and so does the pull. None is blamed, because nobody has judged it.
 */
async function aroundBlock(
	replica: Replica,
	wire: Wire,
	changes: readonly Change[],
	stop?: AbortSignal
): Promise<number | 'alone'> {
	if (changes.length > 1) return Math.ceil(changes.length / 2);
	await exchange(replica, wire, [], stop);
	return 'alone';
}

/** One request and its reply. `more`: there is something left to push or to pull. */
async function exchange(
	replica: Replica,
	wire: Wire,
	changes: Change[],
	stop?: AbortSignal,
	repair?: readonly number[]
): Promise<Outcome | { kind: 'more' }> {
	const { cursor, epoch, receipt } = replica.progress;
	const device = replica.account.deviceId;
	const unsent = replica.outbox().filter((one) => one.state === 'waiting').length;
	const more = {
		...(receipt && { receipt }),
		...(repair?.length ? { repair: [...repair] } : {})
	};
	const request = { protocol: PROTOCOL, device, cursor, epoch, changes, unsent, ...more } as const;
	const answer = await wire.sync(request, stop);
	if (answer.kind !== 'ok') return answer;
	const reply = answer.value;
	if (reply.protocol !== PROTOCOL) return { kind: 'outdated' };
	const applied = await replica.applyReply(reply, cursor);
	if (!applied.ok) return { kind: 'storage', problem: applied.problem };
	const isAll = !reply.more && replica.progress.whole && replica.pending(1).length === 0;
	if (isAll) return { kind: 'done' };
	const isElsewhere = replica.progress.cursor !== cursor;
	return isElsewhere || movedOn(reply, changes, cursor, epoch)
		? { kind: 'more' }
		: { kind: 'error' };
}

/** The server takes a request without this change, so the change is at fault: it stays here as refused. */
async function blame(
	replica: Replica,
	wire: Wire,
	change: Change,
	status: number,
	stop?: AbortSignal
): Promise<Outcome | { kind: 'more' }> {
	const without = await exchange(replica, wire, [], stop);
	if (without.kind !== 'more' && without.kind !== 'done') return without;
	const refused = await replica.refuseHere(change.id, problemOf(status));
	return refused.ok ? { kind: 'more' } : { kind: 'storage', problem: refused.problem };
}

function isTooMuch(status: number): boolean {
	return status === 413 || status === 422 || status === 400;
}

function problemOf(status: number): Problem {
	if (status === 413) return { code: 'change.too-large', bytes: limits.changeBytes };
	return { code: 'input.invalid', path: '', reason: 'not readable for the server' };
}

/** Whether asking again can bring anything: a server that repeats itself must not be asked for ever. */
function movedOn(
	reply: SyncReply,
	sent: readonly Change[],
	cursor: number,
	epoch: string | null
): boolean {
	const judged = new Set(reply.verdicts.map((verdict) => verdict.id));
	return (
		reply.cursor > cursor ||
		reply.epoch !== epoch ||
		(sent.length > 0 ? sent.every((change) => judged.has(change.id)) : !reply.more)
	);
}
