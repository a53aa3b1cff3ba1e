import { isKnownCode } from '#domain/codes/is-known-code';
import { campusDay, campusIso } from '#domain/kernel/campus-time';
import { refuse, settle, type Result } from '#domain/kernel/problem';
import { read } from '#domain/kernel/read';
import type { Mutation } from '#domain/mutations/mutation';
import type { Verdict } from '#domain/protocol/protocol';
import type { Prepared } from '#server/sync/prepare';
import { refuseTakenCode } from '#server/sync/refuse-taken-code';
import type { RowBuffer } from '#server/sync/row-buffer';
import type { SightBook, SightChange } from '#server/sync/sight-book';
import { tellCarriers } from '#server/sync/tell-carriers';
import type { Principal } from '#server/sync/principal';

/** What two clocks that are right may differ by. */
const SKEW_MS = 5 * 60_000;

/** Mutations by wire name. */
export type Registry = ReadonlyMap<string, Mutation>;

export interface JudgeContext {
	principal: Principal;
	/** What the device is called. */
	device: string;
	/** The clock value up to which it knew everything before this request (device-knew.ts). */
	knew: number;
	at: string;
	registry: Registry;
	buffer: RowBuffer;
	sights: SightBook;
	/** The clock before this change. */
	clock: number;
}

export interface Judged {
	prepared: Prepared;
	verdict: Verdict;
}

/**
 * Runs the same mutation object as the device, under the authority of the session.
 * A defect of a mutation is no verdict: the change stays with its author and the others go on.
 */
export async function judge(
	prepared: Prepared,
	judging: JudgeContext
): Promise<Judged | { defect: unknown }> {
	const { buffer, sights, at } = judging;
	const { id } = prepared.change;
	let ran: Result<SightChange[]>;
	try {
		ran = await settle(() => run(prepared, judging));
	} catch (error) {
		if (buffer.failure !== undefined) throw error;
		buffer.drop();
		return { defect: error };
	}
	if (!ran.ok) {
		buffer.drop();
		return { prepared, verdict: { id, verdict: 'refused', at, problem: ran.problem } };
	}
	const clock = judging.clock + 1;
	sights.note(ran.value, clock);
	buffer.accept(clock);
	return { prepared, verdict: { id, verdict: 'applied', clock, at } };
}

/** No change was made later than now: of a device whose clock is ahead, the server's time is kept. */
function notLater(at: string, now: Date): string {
	return Date.parse(at) > now.getTime() + SKEW_MS ? campusIso(now) : at;
}

async function run({ change, unfit }: Prepared, judging: JudgeContext): Promise<SightChange[]> {
	const { registry, buffer, sights, principal } = judging;
	if (unfit) refuse(unfit);
	const mutation = registry.get(change.name);
	if (!mutation) refuse({ code: 'mutation.unknown', name: change.name });
	const { account, kind, orgId } = principal;
	const actor = { account, kind, orgId };
	const receipt = { number: judging.clock + 1, at: judging.at };
	const { device, knew } = judging;
	const now = new Date(judging.at);
	const at = notLater(change.at, now);
	const context = {
		...{ actor, device, changeId: change.id, at },
		...{ today: campusDay(now), receipt, knew, isCode: isKnownCode }
	};
	await mutation.run(buffer, read(mutation.args, change.args), context);
	await refuseTakenCode(buffer);
	await tellCarriers(buffer);
	return sights.viewersOf(buffer);
}
