export interface Listener {
	account: string;
	device: string;
	tell(clock: number): void;
	/** Its session may be over: it asks, and ends where that is so. */
	recheck(): void;
	end(): void;
}

/**
 * Who waits for a campus’s clock to move. Over one PostgreSQL a relay carries what this server
 * commits to the others, and brings in by `hear` what they commit.
 */
export class LiveBus {
	/** Set where there are other servers to tell. */
	onTell: ((campus: string, clock: number) => void) | undefined;
	readonly #listeners = new Map<string, Set<Listener>>();
	#closed = false;

	/** The campuses somebody waits for. */
	get campuses(): string[] {
		return [...this.#listeners.keys()];
	}

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

	/** Open streams of an account, the oldest first. */
	streamsOf(account: string): Listener[] {
		const all = [...this.#listeners.values()].flatMap((listeners) => [...listeners]);
		return all.filter((listener) => listener.account === account);
	}

	/** After a commit of this server, never before. */
	tell(campus: string, clock: number): void {
		this.hear(campus, clock);
		this.onTell?.(campus, clock);
	}

	/** What another server committed. */
	hear(campus: string, clock: number): void {
		for (const listener of [...(this.#listeners.get(campus) ?? [])]) listener.tell(clock);
	}

	/** Sessions of the account ended here. Streams at other servers find out at their next heartbeat. */
	recheck(account: string): void {
		for (const listeners of this.#listeners.values()) {
			for (const listener of [...listeners]) if (listener.account === account) listener.recheck();
		}
	}

	/** The server stops: every stream ends, and none begins. */
	close(): void {
		this.#closed = true;
		const all = [...this.#listeners.values()].flatMap((listeners) => [...listeners]);
		this.#listeners.clear();
		for (const listener of all) listener.end();
	}
}
