type Listener = { tell(clock: number): void; end(): void };

/**
 * Who waits for a campus’s clock to move. Inside one process today; with several servers over one
 * database, what another server commits comes in by the same `tell`.
 */
export class LiveBus {
	readonly #listeners = new Map<string, Set<Listener>>();
	#closed = false;

	listen(campus: string, listener: Listener): () => void {
		if (this.#closed) {
			listener.end();
			return () => undefined;
		}
		const all = this.#listeners.get(campus) ?? new Set();
		this.#listeners.set(campus, all.add(listener));
		return () => {
			all.delete(listener);
			if (all.size === 0 && this.#listeners.get(campus) === all) this.#listeners.delete(campus);
		};
	}

	/** After a commit, never before. */
	tell(campus: string, clock: number): void {
		for (const listener of [...(this.#listeners.get(campus) ?? [])]) listener.tell(clock);
	}

	/** The server stops: every stream ends, and none begins. */
	close(): void {
		this.#closed = true;
		const all = [...this.#listeners.values()].flatMap((listeners) => [...listeners]);
		this.#listeners.clear();
		for (const listener of all) listener.end();
	}
}
