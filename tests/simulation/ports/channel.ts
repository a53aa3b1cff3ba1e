/** What a message between two tabs of one browser meets on its way. */
export type Fate = 'arrives' | 'lost' | 'late';

interface Post {
	to: SimChannel;
	data: unknown;
}

const open = new Map<string, Set<SimChannel>>();
let fateOf: () => Fate = () => 'arrives';
const late: Post[] = [];

class SimChannel {
	onmessage: ((event: { data: unknown }) => void) | null = null;
	readonly name: string;

	constructor(name: string) {
		this.name = name;
		const all = open.get(name) ?? new Set();
		open.set(name, all.add(this));
	}

	postMessage(message: unknown): void {
		// A closed channel posts nothing; a dead tab is closed.
		if (!open.get(this.name)?.has(this)) return;
		for (const to of open.get(this.name)!) {
			if (to === this) continue;
			const fate = fateOf();
			const post = { to, data: structuredClone(message) };
			if (fate === 'arrives') setImmediate(deliver, post);
			if (fate === 'late') late.push(post);
		}
	}

	close(): void {
		open.get(this.name)?.delete(this);
	}

	unref(): void {}
}

function deliver({ to, data }: Post): void {
	if (open.get(to.name)?.has(to)) to.onmessage?.({ data });
}

export function installChannel(): void {
	globalThis.BroadcastChannel = SimChannel as unknown as typeof BroadcastChannel;
}

/** No state may depend on these messages alone (T-07). */
export function setFate(fate: () => Fate): void {
	fateOf = fate;
}

export function deliverLate(): void {
	for (const post of late.splice(0)) deliver(post);
}

export function resetChannels(): void {
	open.clear();
	late.length = 0;
}
