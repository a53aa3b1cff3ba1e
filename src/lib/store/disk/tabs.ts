/** What the tabs of one account tell each other. Never anything about a person. */
export type TabMessage =
	| { kind: 'wrote' }
	| { kind: 'photos' }
	| { kind: 'drafts' }
	| { kind: 'locked' }
	| { kind: 'sync-now' }
	| { kind: 'sync-status'; status: unknown };

type Kind = TabMessage['kind'];
type Of<K extends Kind> = Extract<TabMessage, { kind: K }>;

/** The other tabs of the same account on this device. */
export class Tabs {
	#channel: BroadcastChannel | undefined;
	readonly #listeners = new Map<Kind, Set<(message: TabMessage) => void>>();

	constructor(name: string) {
		if (typeof BroadcastChannel === 'undefined') return;
		this.#channel = new BroadcastChannel(name);
		this.#channel.onmessage = (event: MessageEvent<TabMessage>) => {
			for (const listener of this.#listeners.get(event.data.kind) ?? []) listener(event.data);
		};
	}

	tell(message: TabMessage): void {
		this.#channel?.postMessage(message);
	}

	/** Returns the function that stops listening. */
	on<K extends Kind>(kind: K, listener: (message: Of<K>) => void): () => void {
		const heard = (message: TabMessage) => listener(message as Of<K>);
		const set = this.#listeners.get(kind) ?? new Set();
		this.#listeners.set(kind, set.add(heard));
		return () => set.delete(heard);
	}

	close(): void {
		this.#listeners.clear();
		this.#channel?.close();
		this.#channel = undefined;
	}
}
