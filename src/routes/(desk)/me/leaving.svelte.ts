import { session, type SessionProblem } from '#sync/session/session';
import type { Replica } from '#store/replica/replica';
import { takeWay } from '../../way-back';

/** 退出登录 with what is still unsent: sent first, kept, or given up by typing the number (V-4). */
export class Leaving {
	readonly #replica: Replica;
	busy = $state<'send' | 'keep' | 'discard' | undefined>();
	problem = $state.raw<SessionProblem | undefined>();
	typed = $state('');

	constructor(replica: Replica) {
		this.#replica = replica;
	}

	get left(): number {
		return this.#replica.storage.unsent;
	}

	/** What was typed and not saved: nothing sends it, so it is saved or given up first. */
	get drafts(): number {
		return this.#replica.drafts.count;
	}

	/** Photos the server has not got, though it has their changes. */
	get photos(): number {
		return this.#replica.photos.alone;
	}

	/** Of these, the ones the server has not judged yet. */
	get waiting(): number {
		return this.#replica.outbox().filter((one) => one.state === 'waiting').length;
	}

	/** Nothing unsent: goes at once. Otherwise tries to send, and stays if anything is left. */
	async sendAndLeave(): Promise<void> {
		this.busy = 'send';
		if (this.left > 0) {
			const sync = session.sync;
			sync?.now();
			await sync?.settled();
			await session.photos?.settled();
		}
		await this.#leave('sent');
	}

	async keepAndLock(): Promise<void> {
		this.busy = 'keep';
		await this.#leave('keep');
	}

	async discardAndLeave(): Promise<void> {
		this.busy = 'discard';
		await this.#leave({ discard: Number(this.typed) });
	}

	async #leave(how: Parameters<typeof session.signOut>[0]): Promise<void> {
		this.problem = undefined;
		const result = await session.signOut(how);
		this.busy = undefined;
		if (!result.ok) {
			this.problem = result.problem;
			return;
		}
		// The next person begins at the start page, not where this one was.
		takeWay();
	}
}
