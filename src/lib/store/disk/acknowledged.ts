import { PACK_ROWS, type Kept, type SentPack } from '#store/disk/entry';

/** How long a device remembers what the server acknowledged (S-14). */
const KEPT_DAYS = 30;
const DAY_MS = 86_400_000;

/** Acknowledged changes: those since the last fold, and where the older ones lie sealed. */
export interface Acknowledged {
	readonly settled: readonly Kept[];
	readonly sent: readonly SentPack[];
}

/** A pack of acknowledged changes before it is sealed. */
export interface NewSent extends SentPack {
	changes: Kept[];
}

/** The server’s time and the device’s own at their last exchange. */
export interface Times {
	serverTime?: string | undefined;
	lastExchange: string | null;
}

/** What a fold writes anew of them, and which packs stay; the rest is older than 30 days. */
export function folded(
	{ settled, sent }: Acknowledged,
	times: Times
): { made: NewSent[]; sent: SentPack[] } {
	const young = settled.filter((one) => !isExpired(one.at, madeAt(one), times));
	const made: NewSent[] = [];
	for (let from = 0; from < young.length; from += PACK_ROWS) {
		const changes = young.slice(from, from + PACK_ROWS);
		const newest = latest(changes.map(({ at = '' }) => at));
		const newestMade = latest(changes.map(madeAt));
		made.push({ id: crypto.randomUUID(), newest, newestMade, changes });
	}
	const staying = sent.filter(
		({ newest, newestMade = newest }) => !isExpired(newest, newestMade, times)
	);
	const packs = made.map(({ id, newest, newestMade }) => ({ id, newest, newestMade }));
	return { made, sent: [...staying, ...packs] };
}

/**
 * By both clocks: one that jumps ahead, the server’s or the device’s, must not make anything
 * forgotten. Without the times nothing is thrown away.
 */
function isExpired(at: string | undefined, made: string, times: Times): boolean {
	const { serverTime, lastExchange } = times;
	return isLongAgo(at, serverTime) && isLongAgo(made, lastExchange);
}

function isLongAgo(then: string | undefined, now: string | null | undefined): boolean {
	return Date.parse(now ?? '') - Date.parse(then ?? '') > KEPT_DAYS * DAY_MS;
}

/** By the device’s own clock. */
function madeAt({ made, change }: Kept): string {
	return made ?? change.at;
}

function latest(times: readonly string[]): string {
	return times.reduce((a, b) => (Date.parse(b) > Date.parse(a) ? b : a), times[0] ?? '');
}
