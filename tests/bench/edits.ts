import { editMember } from '#domain/mutations/member/edit-member';
import type { Change } from '#domain/protocol/change';
import { newChangeId } from '#store/disk/change-id';
import { memberId } from './made-up-members';

/** A stream of edits that all apply: each carries the value that stands (S-4). */
export class Edits {
	readonly #members: number;
	readonly #stands = new Map<number, string>();
	#made = 0;

	/** Over made-up members, one after the other and round again. */
	constructor(members: number) {
		this.#members = members;
	}

	take(count: number): Change[] {
		return Array.from({ length: count }, () => this.#next());
	}

	#next(): Change {
		const n = this.#made % this.#members;
		this.#made += 1;
		const from = this.#stands.get(n) ?? `东岭省安平市解放路${n % 300}号`;
		const to = `东岭省安平市建设路${this.#made}号`;
		this.#stands.set(n, to);
		const args = { id: memberId(n), edits: { homeAddress: { from, to } } };
		return { id: newChangeId(), name: editMember.name, args, at: '2026-11-24T09:00:00.000+08:00' };
	}
}
