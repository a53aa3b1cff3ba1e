import type { Problem } from '#domain/kernel/problem';
import type { Member } from '#domain/member/member';
import type { Photo } from '#domain/member/photo';
import { removePhoto } from '#domain/member/remove-photo';
import { setPhoto } from '#domain/member/set-photo';
import type { Replica } from '#store/replica';
import { pickedProblem, type PickedProblem } from '#ui/picked-picture';

/** What is done with one member’s photos. */
export class PhotoDesk {
	readonly #replica: Replica;
	readonly #member: () => Member;
	/** The file that is being cropped. */
	picked = $state.raw<Blob | undefined>();
	pickedProblem = $state<PickedProblem | undefined>();
	problem = $state.raw<Problem | undefined>();
	/** Removed just now: 撤销 takes it back. */
	removed = $state.raw<Photo | undefined>();

	constructor(replica: Replica, member: () => Member) {
		this.#replica = replica;
		this.#member = member;
	}

	async pick(file: Blob | undefined): Promise<void> {
		if (!file) return;
		this.#begin();
		this.pickedProblem = await pickedProblem(file);
		if (!this.pickedProblem) this.picked = file;
	}

	/** The file looked like a picture and cannot be shown as one. */
	unreadable(): void {
		this.picked = undefined;
		this.pickedProblem = 'damaged';
	}

	/** Whether the portrait lies in the store; if not, the dialog keeps it and says why. */
	async keep(jpeg: Uint8Array<ArrayBuffer>): Promise<boolean> {
		this.#begin();
		const set = await this.#replica.photos.set(this.#member().id, jpeg);
		if (set.ok) this.picked = undefined;
		else this.problem = set.problem;
		return set.ok;
	}

	async remove(): Promise<void> {
		const { id, photo } = this.#member();
		if (!photo) return;
		this.#begin();
		const gone = await this.#replica.mutate(removePhoto, { memberId: id, photoId: photo.id });
		if (gone.ok) this.removed = photo;
		else this.problem = gone.problem;
	}

	/** A photo of the history shows again. */
	async takeBack({ id, sha256, bytes, width, height }: Photo): Promise<void> {
		this.#begin();
		const photo = { id, sha256, bytes, width, height };
		const set = await this.#replica.mutate(setPhoto, { memberId: this.#member().id, photo });
		if (!set.ok) this.problem = set.problem;
	}

	cancel(): void {
		this.picked = undefined;
		this.problem = undefined;
	}

	#begin(): void {
		this.problem = undefined;
		this.pickedProblem = undefined;
		this.removed = undefined;
	}
}
