import { PACK_ROWS, type Kept, type SentPack } from '#store/entry';

/** How long a device remembers what the server acknowledged, by the server’s own time (S-14). */
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

/** What a fold writes anew of them, and which packs stay; the rest is older than 30 days. */
export function folded(
	{ settled, sent }: Acknowledged,
	serverTime: string | undefined
): { made: NewSent[]; sent: SentPack[] } {
	const isYoung = (at: string | undefined) => !isExpired(at, serverTime);
	const young = settled.filter((one) => isYoung(one.at));
	const made: NewSent[] = [];
	for (let from = 0; from < young.length; from += PACK_ROWS) {
		const changes = young.slice(from, from + PACK_ROWS);
		const times = changes.map(({ at = '' }) => at).sort();
		made.push({ id: crypto.randomUUID(), newest: times.at(-1) ?? '', changes });
	}
	const staying = sent.filter(({ newest }) => isYoung(newest));
	return { made, sent: [...staying, ...made.map(({ id, newest }) => ({ id, newest }))] };
}

/** Without both times nothing is thrown away. */
function isExpired(at: string | undefined, now: string | undefined): boolean {
	return Date.parse(now ?? '') - Date.parse(at ?? '') > KEPT_DAYS * DAY_MS;
}
