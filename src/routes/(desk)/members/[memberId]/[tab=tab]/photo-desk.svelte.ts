import { TypedPhoto } from '#domain/drafts/typed-forms';
import type { Problem } from '#domain/kernel/problem';
import type { Member } from '#domain/model/member/member';
import type { Photo } from '#domain/model/member/photo';
import { removePhoto } from '#domain/mutations/member/remove-photo';
import { setPhoto } from '#domain/mutations/member/set-photo';
import type { DraftMove } from '#store/disk/draft-disk';
import type { DraftHome } from '#store/drafts/draft-home';
import type { Replica } from '#store/replica/replica';
import { pickedProblem, type PickedProblem } from '#ui/photo/picked-picture';
import type { RecordWriter } from './record-writer';

/** What is done with one member’s photos. */
export class PhotoDesk {
	readonly #writer: RecordWriter;
	readonly #member: () => Member;
	/** Where a picked file is kept until its portrait is saved. */
	readonly home: DraftHome<TypedPhoto>;
	#picked = $state.raw<TypedPhoto | undefined>();
	/** The file that is being cropped. */
	picked = $state.raw<Blob | undefined>();
	pickedProblem = $state<PickedProblem | undefined>();
	problem = $state.raw<Problem | undefined>();
	/** Removed just now: 撤销 takes it back. */
	removed = $state.raw<Photo | undefined>();

	constructor(replica: Replica, writer: RecordWriter, member: () => Member) {
		this.#writer = writer;
		this.#member = member;
		const { id, name } = member();
		this.home = replica.drafts.home({
			key: `photo:${id}`,
			title: () => `照片 · ${name}`,
			href: () => `/members/${id}/basic`,
			shape: TypedPhoto,
			read: () => this.#picked,
			lines: (typed) => [{ label: '选好的照片', text: typed.name }],
			fill: (typed) => {
				this.#picked = typed;
				// The home is not there yet while it fills in its form.
				queueMicrotask(() => void this.#resume(typed));
			},
			clear: () => this.#put(undefined)
		});
	}

	async #resume(typed: TypedPhoto): Promise<void> {
		const bytes = await this.home.file();
		if (bytes && this.#picked === typed) this.picked = new Blob([bytes], { type: typed.type });
	}

	#put(file: File | undefined): void {
		this.picked = file;
		this.#picked = file && { name: file.name, type: file.type, at: file.lastModified };
	}

	async pick(file: File | undefined): Promise<void> {
		if (!file) return;
		this.#begin();
		this.pickedProblem = await pickedProblem(file);
		if (this.pickedProblem) return;
		this.#put(file);
		this.home.attach(new Uint8Array(await file.arrayBuffer()));
	}

	/** The file looked like a picture and cannot be shown as one. */
	unreadable(): void {
		void this.home.giveUp();
		this.pickedProblem = 'damaged';
	}

	/** Whether the portrait lies in the store; if not, the dialog keeps it and says why. */
	async keep(jpeg: Uint8Array<ArrayBuffer>): Promise<boolean> {
		this.#begin();
		const set = await this.home.saving(async (drafts: DraftMove) => {
			const made = await this.#writer.setPhoto(jpeg, drafts);
			if (made.ok) this.#put(undefined);
			return made;
		});
		if (!set.ok) this.problem = set.problem;
		return set.ok;
	}

	async remove(): Promise<void> {
		const { photo } = this.#member();
		if (!photo) return;
		this.#begin();
		const args = { memberId: this.#writer.id, photoId: photo.id };
		const gone = await this.#writer.mutate(removePhoto, args);
		if (gone.ok) this.removed = photo;
		else this.problem = gone.problem;
	}

	/** A photo of the history shows again. */
	async takeBack({ id, sha256, bytes, width, height }: Photo): Promise<void> {
		this.#begin();
		const photo = { id, sha256, bytes, width, height };
		const set = await this.#writer.mutate(setPhoto, { memberId: this.#writer.id, photo });
		if (!set.ok) this.problem = set.problem;
	}

	/** 取消: the file lies where it came from. */
	cancel(): void {
		this.problem = undefined;
		void this.home.giveUp();
	}

	#begin(): void {
		this.problem = undefined;
		this.pickedProblem = undefined;
		this.removed = undefined;
	}
}
