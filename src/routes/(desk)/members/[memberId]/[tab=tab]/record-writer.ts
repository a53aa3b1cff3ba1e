import type { Problem, Result } from '#domain/kernel/problem';
import type { Mutation } from '#domain/mutations/mutation';
import type { DraftMove } from '#store/disk/draft-disk';
import type { Replica } from '#store/replica/replica';

/** Arguments of a mutation on one member, under either of the two names they have. */
type OnMember = { id: string } | { memberId: string };

/**
 * The way of every form of a record into the store. It writes only while the address still names
 * the record the form shows, and only to that record: a form that outlives its screen, whatever
 * the reason, cannot save under another person's address.
 */
export class RecordWriter {
	readonly id: string;
	readonly #replica: Replica;
	readonly #address: () => string | undefined;

	/** `address`: the id in the address now. */
	constructor(replica: Replica, id: string, address: () => string | undefined) {
		this.#replica = replica;
		this.id = id;
		this.#address = address;
	}

	/** `drafts`: what becomes of the kept draft, in the same transaction. */
	async mutate<Args extends OnMember>(
		mutation: Mutation<Args>,
		args: Args,
		drafts?: DraftMove
	): Promise<Result<string>> {
		const problem = this.#elsewhere('id' in args ? args.id : args.memberId);
		if (problem) return { ok: false, problem };
		return this.#replica.mutate(mutation, args, undefined, drafts ? { drafts } : {});
	}

	async setPhoto(jpeg: Uint8Array<ArrayBuffer>, drafts?: DraftMove): Promise<Result<string>> {
		const problem = this.#elsewhere(this.id);
		return problem ? { ok: false, problem } : this.#replica.photos.set(this.id, jpeg, drafts);
	}

	#elsewhere(target: string): Problem | undefined {
		if (this.#address() === this.id && target === this.id) return undefined;
		return { code: 'record.not-open', id: this.id };
	}
}
