import { Random } from '../ports/random';

/** What people do, what the network does, what time does. */
export const eventKinds = {
	edit: 40,
	reduce: 4,
	'open-form': 6,
	type: 14,
	'save-typed': 4,
	'give-up-typed': 1,
	admit: 5,
	import: 2,
	retract: 2,
	reinstate: 1,
	merge: 4,
	unmerge: 2,
	export: 1,
	'add-org': 1,
	discard: 2,
	move: 4,
	settle: 5,
	reopen: 2,
	decide: 4,
	report: 5,
	photo: 3,
	forge: 2,
	carry: 3,
	lock: 2,
	'open-tab': 5,
	'close-tab': 3,
	fold: 4,
	'sync-now': 6,
	'go-offline': 4,
	'come-online': 6,
	flap: 1,
	visible: 2,
	'sign-in': 6,
	network: 110,
	wait: 30,
	sleep: 2,
	'kill-tab': 4,
	'kill-browser': 4,
	'power-cut': 2,
	'write-fault': 6,
	damage: 2,
	evict: 0.3,
	clear: 1,
	rewrite: 8,
	'cookie-lost': 1,
	'session-over': 2,
	skew: 3,
	'clock-jump': 1,
	'server-restart': 2,
	'server-clock': 1,
	'page-size': 1,
	backup: 1,
	restore: 0.5,
	'set-back': 0.5,
	'late-posts': 3
} as const;
export type EventKind = keyof typeof eventKinds;

/** Faults the seed may leave out altogether, so that rare combinations get room. */
const optional: readonly EventKind[] = [
	'kill-tab',
	'kill-browser',
	'power-cut',
	'write-fault',
	'damage',
	'evict',
	'clear',
	'cookie-lost',
	'session-over',
	'skew',
	'clock-jump',
	'server-restart',
	'server-clock',
	'page-size',
	'restore',
	'set-back',
	'flap',
	'sleep',
	'go-offline'
];

/** What may become of a message. */
export const fates = {
	delivered: 60,
	'N-01 request lost': 3,
	'N-02 answer lost': 3,
	'N-03 request delivered twice': 2,
	'N-03 request delivered again much later': 2,
	'N-05 request cut': 1,
	'N-06 answer cut': 2,
	'N-07 answer late': 2,
	'N-08 line cut one way': 1,
	'N-09 portal page': 1,
	'N-09 portal redirect': 1,
	'N-09 portal 511': 1,
	'N-10 502 after commit': 1,
	'N-10 503 after commit': 1,
	'N-10 504 before the server': 1,
	'N-11 429 with a number': 1,
	'N-11 429 with a text': 1,
	'N-11 429 without end': 1,
	'I-11 old answer again': 2,
	'V-04 426': 1,
	'P-01 413 by a proxy': 0.5,
	'P-02 empty 200': 0.5,
	'S-01 server dies before commit': 2,
	'S-02 server dies after commit': 2,
	'S-05 database refuses a statement': 1.5,
	'S-12 log refuses its line': 0.7,
	'SC-09 session ends at the server': 0.7
} as const;
export type FateKind = keyof typeof fates;

export interface SimEvent {
	kind: EventKind;
	/** Where everything the event draws comes from, so that leaving others out changes it little. */
	draw: number;
}

/** What a seed fixes before the first event. */
export interface Setting {
	campus: number;
	devices: number;
	pageRows: number;
	hasLocks: boolean;
	/** How often an event begins before the work of the one before has ended. */
	overlap: number;
	fates: Record<FateKind, number>;
	channel: { lost: number; late: number };
}

export interface Plan {
	seed: number;
	setting: Setting;
	events: SimEvent[];
}

/** 0 to 4 times as often, or not at all. */
function swarm<K extends string>(
	random: Random,
	rates: Readonly<Record<K, number>>,
	mayBeOff: (key: K) => boolean
): Record<K, number> {
	const drawn = {} as Record<K, number>;
	for (const [key, rate] of Object.entries(rates) as [K, number][]) {
		const factor = random.float() * 2 * (random.chance(0.2) ? 2 : 1);
		const isOff = mayBeOff(key) && random.chance(0.5);
		drawn[key] = mayBeOff(key) ? (isOff ? 0 : rate * factor) : rate;
	}
	return drawn;
}

export function planOf(seed: number, length: number): Plan {
	const random = new Random(seed, 1);
	const kinds = swarm(random, eventKinds, (kind) => optional.includes(kind));
	const setting: Setting = {
		campus: random.below(2),
		devices: 2 + random.below(4) + (random.chance(0.15) ? random.below(4) : 0),
		pageRows: random.pick([2, 3, 5, 9, 40, 2500]),
		hasLocks: random.chance(0.7),
		overlap: random.pick([0, 0.2, 0.5, 0.8]),
		fates: swarm(random, fates, (fate) => fate !== 'delivered'),
		channel: random.chance(0.5) ? { lost: 0.1, late: 0.2 } : { lost: 0, late: 0 }
	};
	const events = Array.from({ length }, (): SimEvent => {
		return { kind: random.weighted<EventKind>(kinds), draw: random.u32() };
	});
	return { seed, setting, events };
}
