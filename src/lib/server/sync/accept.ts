import type { Change } from '#domain/protocol/change';
import type { Verdict } from '#domain/protocol/protocol';
import { mutations } from '#domain/mutations/registry';
import type { Trx } from '#server/db/schema';
import { storable } from '#server/db/storable';
import { writeRows } from '#server/db/write-many';
import { chained } from '#server/sync/chain';
import { holdClock, type ClockRow } from '#server/sync/hold-clock';
import { prepare, type Prepared } from '#server/sync/prepare';
import { judge, type Judged, type Registry } from '#server/sync/judge';
import { priorVerdicts, type PriorVerdicts } from '#server/sync/prior-verdicts';
import { RowBuffer } from '#server/sync/row-buffer';
import { SightBook } from '#server/sync/sight-book';
import type { Principal } from '#server/sync/principal';

export interface Accepted {
	/** In the order of the changes; a change that met a defect of ours has none and stays unjudged. */
	verdicts: Verdict[];
	/** Ids judged now for the first time; every other verdict is a first one repeated (S-2). */
	fresh: Set<string>;
	/** The campus clock after the batch, and whether the batch moved it. */
	clock: number;
	moved: boolean;
	/** Bytes of the refused changes that the log keeps. */
	refusedBytes: number;
	/** Kinds of the defects met, for the log. */
	defects: unknown[];
}

/**
 * Judges a batch under the lock of the campus clock: op, row, sight and log line of every change
 * commit with the caller’s transaction or not at all. One bad change stops no other (S-10).
 */
export async function acceptAll(
	trx: Trx,
	principal: Principal,
	changes: readonly Change[],
	at: string,
	registry: Registry = mutations
): Promise<Accepted> {
	const start = await holdClock(trx, principal.campus);
	const prepared = changes.map(prepare);
	const known = await priorVerdicts(trx, principal.campus, changes);
	const buffer = new RowBuffer(trx, principal.campus);
	await buffer.prefetch(new Set(prepared.flatMap((one) => one.mentions)));
	await buffer.prefetchCarriers(new Set(prepared.flatMap((one) => one.numbers)));
	const sights = new SightBook(trx, principal.campus);
	const result: Accepted = {
		verdicts: [],
		fresh: new Set(),
		clock: start.value,
		moved: false,
		refusedBytes: 0,
		defects: []
	};
	const { name: device, knew } = await deviceOf(trx, principal);
	const judged: Judged[] = [];
	for (const one of prepared) {
		const answered =
			answerOf(known, one, principal.account, at) ??
			(await answerOfOthers(known, one, principal, buffer));
		if (answered) {
			result.verdicts.push(answered);
			continue;
		}
		const fresh = await judge(one, {
			principal,
			device,
			knew,
			at,
			registry,
			buffer,
			sights,
			clock: result.clock
		});
		if ('defect' in fresh) {
			result.defects.push(fresh.defect);
			continue;
		}
		result.clock = fresh.verdict.clock ?? result.clock;
		result.verdicts.push(fresh.verdict);
		judged.push(fresh);
		result.fresh.add(one.change.id);
		known.add({ ...one, account: principal.account, verdict: fresh.verdict });
	}
	result.moved = result.clock !== start.value;
	await buffer.flush();
	await sights.flush();
	result.refusedBytes = await writeLog(trx, principal, judged, start, result.clock);
	return result;
}

/** The first verdict again, or a refusal of an id that already means something else (S-2). */
function answerOf(
	known: PriorVerdicts,
	{ change, digest }: Prepared,
	account: string,
	at: string
): Verdict | undefined {
	const line = known.own(change.id, account);
	if (!line) return undefined;
	if (line.digest === digest) return line.verdict;
	const problem = { code: 'change.reused' as const, id: change.id };
	return { id: change.id, verdict: 'refused', at, problem };
}

/**
 * The first verdict of the very change when another account has made it, such as two accounts that
 * import one file. Only for an account that sees what it names: to everybody else the id of a change
 * says nothing (R-AZ-03).
 */
async function answerOfOthers(
	known: PriorVerdicts,
	{ change, digest, mentions }: Prepared,
	{ orgId }: Principal,
	buffer: RowBuffer
): Promise<Verdict | undefined> {
	const line = known.sameOfOthers(change.id, digest);
	return line && (await buffer.seesAny(orgId, mentions)) ? line.verdict : undefined;
}

/** What the person calls the device, for the trail, and what it has proven to know; a device that is not enrolled has neither. */
async function deviceOf(
	trx: Trx,
	{ account, device }: Principal
): Promise<{ name: string; knew: number }> {
	const found = await trx
		.selectFrom('device')
		.select(['name', 'knew'])
		.where('account', '=', account)
		.where('id', '=', device)
		.executeTakeFirst();
	return { name: found?.name ?? '', knew: found?.knew ?? 0 };
}

async function writeLog(
	trx: Trx,
	principal: Principal,
	judged: readonly Judged[],
	start: ClockRow,
	clock: number
): Promise<number> {
	if (judged.length === 0) return 0;
	let refusedBytes = 0;
	let { log_seq: seq, log_hash: prev } = start;
	const { campus, account, device } = principal;
	const lines = judged.map(({ prepared, verdict }) => {
		const { change, digest } = prepared;
		const isRefused = verdict.verdict === 'refused';
		const args = isRefused ? headOf(prepared.args) : prepared.args;
		if (isRefused) refusedBytes += Buffer.byteLength(args);
		const line = {
			campus,
			seq: ++seq,
			change_id: change.id,
			account,
			device,
			name: storable(change.name),
			args,
			at_client: storable(change.at),
			at_server: verdict.at,
			verdict: verdict.verdict,
			clock: verdict.clock ?? null,
			problem: verdict.problem ? JSON.stringify(verdict.problem) : null,
			digest
		};
		const whole = chained(line, prev);
		prev = whole.hash;
		return whole;
	});
	await writeRows(trx, 'change_log', lines, (piece) => trx.insertInto('change_log').values(piece));
	await trx
		.updateTable('clock')
		.set({ value: clock, log_seq: seq, log_hash: prev })
		.where('campus', '=', campus)
		.execute();
	return refusedBytes;
}

/** What the log keeps of a refused change beside its digest: its author has the whole of it (S-5). */
const HEAD_BYTES = 2048;

function headOf(args: string): string {
	const bytes = Buffer.from(args);
	if (bytes.length <= HEAD_BYTES) return args;
	const head = new TextDecoder().decode(bytes.subarray(0, HEAD_BYTES)).replace(/\uFFFD+$/, '');
	return JSON.stringify({ cut: head, bytes: bytes.length });
}
