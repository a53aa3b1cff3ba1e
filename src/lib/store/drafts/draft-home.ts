import { createSubscriber } from 'svelte/reactivity';
import { MOST_SITTINGS, type Draft, type DraftLine, type Shape } from '#domain/drafts/draft';
import type { Problem, Result } from '#domain/kernel/problem';
import type { DraftMove, HeldDraft } from '#store/disk/draft-disk';
import type { OpenForm, Shelf } from '#store/drafts/shelf';

/** What a form says of itself, so that what is typed in it is kept. */
export interface DraftForm<T> {
	/** The form and its record, the same in every tab and after every restart. */
	key: string;
	title: () => string;
	/** The address that shows this form again. */
	href: () => string;
	shape: Shape<T>;
	/** What is typed now; undefined while nothing is. */
	read: () => T | undefined;
	/** The same in words, for a list and for whoever finds the draft without the form. */
	lines: (typed: T) => readonly DraftLine[];
	fill: (typed: T) => void;
	/** Ended by 放弃, or in another tab: the form shows what is stored. */
	clear: () => void;
}

type Shown = Pick<HeldDraft, 'id' | 'file' | 'sittings'>;

/** Equal to no JSON. */
const UNWRITTEN = '?';

/** A key press is on the disk at most this long after it, plus one write. */
const KEEP_WITHIN = 400;

/**
 * The place of one form among the drafts. The form calls `changed` after every change; the rest
 * follows. Created filled in, where there is a draft of the same key that the form can read.
 */
export class DraftHome<T> implements OpenForm {
	readonly #shelf: Shelf;
	readonly #form: DraftForm<T>;
	/** The version that the shelf holds of this form; its next write takes the place of it. */
	#shown: Shown | undefined;
	#sitting = crypto.randomUUID();
	/** What the disk holds of this form, as JSON; '' for nothing, UNWRITTEN for what only memory has. */
	#kept = '';
	/** Grows when what was typed before is saved or given up. */
	#round = 0;
	#file: Uint8Array<ArrayBuffer> | undefined;
	#timer: ReturnType<typeof setTimeout> | undefined;
	#isClosed = false;
	#restored: string | undefined;
	#problem: Problem | undefined;
	readonly #listeners = new Set<() => void>();
	readonly #watch = createSubscriber((update) => {
		this.#listeners.add(update);
		return () => this.#listeners.delete(update);
	});

	constructor(shelf: Shelf, form: DraftForm<T>) {
		this.#shelf = shelf;
		this.#form = form;
		this.#takeUp();
	}

	/** When the content that was filled in was typed; undefined once it is saved or given up. */
	get restored(): string | undefined {
		this.#watch();
		return this.#restored;
	}

	/** Why the last key presses could not be kept; the form itself still holds them. */
	get problem(): Problem | undefined {
		this.#watch();
		return this.#problem;
	}

	/** Whether something is typed that the disk does not hold yet. */
	get #isAhead(): boolean {
		const typed = this.#form.read();
		return jsonOf(typed) !== this.#kept || (typed !== undefined && this.#file !== undefined);
	}

	/** With this one. */
	get #sittings(): string[] {
		const former = this.#shown?.sittings ?? [];
		return former.at(-1) === this.#sitting
			? former
			: [...former, this.#sitting].slice(-MOST_SITTINGS);
	}

	/** Something may have been typed. Reads all of it, so that an effect that calls this follows it. */
	changed(): void {
		const isAhead = this.#isAhead;
		if (this.#isClosed || !this.#shelf.isOpen || !isAhead) return;
		this.#timer ??= setTimeout(() => void this.flush(), KEEP_WITHIN);
	}

	/** The file the form works on is kept with what is typed about it. */
	attach(file: Uint8Array<ArrayBuffer>): void {
		this.#file = file;
		this.changed();
	}

	/** The file kept with the draft. */
	async file(): Promise<Uint8Array<ArrayBuffer> | undefined> {
		const id = this.#shown?.file;
		return id === undefined ? undefined : this.#shelf.file(id);
	}

	/** Writes at once. What is typed is read now, also where the form is about to go. */
	async flush(): Promise<void> {
		this.stop();
		if (this.#isClosed || !this.#shelf.isOpen) return;
		const typed = this.#form.read();
		const round = this.#round;
		return this.#shelf.turn(async () => {
			// Saved or given up meanwhile: to write it now would bring it back.
			if (round === this.#round) await this.#write(typed);
		});
	}

	/**
	 * 保存. `work` writes the change together with the move it is given, and takes over what was
	 * saved. `rest`: what the form still holds unsaved afterwards, and the draft keeps.
	 */
	async saving<R>(work: (drafts: DraftMove) => Promise<Result<R>>, rest?: T): Promise<Result<R>> {
		this.stop();
		return this.#shelf.turn(async () => {
			const move = await this.#moveTo(rest);
			const made = await work(move);
			if (!made.ok) {
				// What was typed during the attempt is kept like everything else.
				this.changed();
				return made;
			}
			const shown = this.#shown;
			this.#forget();
			this.#shown = shown;
			this.#stand(move, jsonOf(rest));
			await this.#shelf.moved(move);
			await this.#write(this.#form.read());
			return made;
		});
	}

	/** 放弃: the draft goes, and the form shows what is stored. */
	async giveUp(): Promise<Result<void>> {
		this.stop();
		// Locked meanwhile: the database may be about to go, so nothing opens it again.
		if (!this.#shelf.isOpen) return { ok: false, problem: { code: 'storage.lost' } };
		return this.#shelf.turn(async () => {
			const move = await this.#moveTo(undefined);
			const gone = await this.#shelf.move(move);
			if (!gone.ok) {
				this.#say(gone.problem);
				return gone;
			}
			this.#forget();
			this.#form.clear();
			return gone;
		});
	}

	/** The notice of what was filled in has been read. */
	acknowledge(): void {
		this.#restored = undefined;
		this.#tell();
	}

	stop(): void {
		clearTimeout(this.#timer);
		this.#timer = undefined;
	}

	/** The form goes; what it holds stays kept. */
	close(): void {
		void this.flush();
		this.#isClosed = true;
		this.#shelf.leave(this);
	}

	/** Another tab, or a list of drafts, changed what lies on the disk. */
	heard(): void {
		// What is typed since then is newer and stays; its next write keeps it.
		if (this.#isAhead) return;
		const { id } = this.#shown ?? {};
		const isHere = this.#shelf.list.some((one) => one.id === id);
		const hasFilled = this.#takeUp();
		if (id === undefined || isHere || hasFilled) return;
		this.#forget();
		this.#form.clear();
	}

	/** Fills in the newest draft of this form, unless the form shows it already. */
	#takeUp(): boolean {
		const newest = this.#shelf.list.find(({ key }) => key === this.#form.key);
		if (!newest || newest.id === this.#shown?.id) return false;
		const parsed = this.#form.shape.safeParse(newest.payload);
		// Written by another version: it stays in the list of drafts, where its lines can be read.
		if (!parsed.success) return false;
		this.#form.fill(parsed.data);
		this.#shown = newest;
		this.#sitting = crypto.randomUUID();
		this.#restored = newest.typed;
		// As the form itself would write it, so that filling in is no change.
		this.#kept = jsonOf(this.#form.read());
		this.#tell();
		return true;
	}

	async #write(typed: T | undefined): Promise<void> {
		const json = jsonOf(typed);
		const file = this.#file;
		if (json === this.#kept && (typed === undefined || !file)) return;
		const move = await this.#moveTo(typed);
		const before = { kept: this.#kept, shown: this.#shown };
		this.#stand(move, json);
		const written = await this.#shelf.move(move).catch((error: unknown) => {
			// Nothing was kept: the next attempt must not take it for done.
			this.#undo(before);
			throw error;
		});
		if (!written.ok) {
			this.#undo(before);
			this.#say(written.problem);
			return;
		}
		if (this.#file === file) this.#file = undefined;
		if (typed === undefined) this.#restored = undefined;
		this.#problem = undefined;
		this.#tell();
	}

	/**
	 * Nothing is kept, but the shelf holds the new version all the same and tries again: whatever the
	 * form holds next takes its place, were it what the disk had before.
	 */
	#undo({ kept, shown }: { kept: string; shown: Shown | undefined }): void {
		const isHeld = this.#shelf.list.some(({ id }) => id === this.#shown?.id);
		this.#kept = isHeld ? UNWRITTEN : kept;
		if (!isHeld) this.#shown = shown;
	}

	/** Set before memory follows, so that the form does not take its own writing for another tab’s. */
	#stand({ put: [record], file }: DraftMove, json: string): void {
		this.#kept = json;
		const sittings = this.#sittings;
		this.#shown = record && { id: record.id, file: file?.id ?? this.#shown?.file, sittings };
	}

	/** The next version of the draft in place of the one on the disk, or the end of it. */
	async #moveTo(typed: T | undefined): Promise<DraftMove> {
		const { id: former, file: kept } = this.#shown ?? {};
		const bytes = typed === undefined ? undefined : this.#file;
		const isFileGone = typed === undefined || bytes !== undefined;
		const gone = [former, isFileGone ? kept : undefined].filter((id) => id !== undefined);
		if (typed === undefined) return { put: [], gone };
		const added = bytes && (await this.#shelf.sealFile(crypto.randomUUID(), bytes));
		const file = added?.id ?? kept;
		const { key, title, href, lines } = this.#form;
		const draft: Draft = {
			key,
			title: title(),
			href: href(),
			typed: this.#shelf.now(),
			lines: [...lines(typed)],
			payload: typed,
			...(file === undefined ? {} : { file }),
			sittings: this.#sittings
		};
		const record = await this.#shelf.seal(crypto.randomUUID(), draft);
		return { put: [record], gone, file: added };
	}

	#forget(): void {
		this.#round += 1;
		this.#shown = undefined;
		this.#kept = '';
		this.#file = undefined;
		this.#restored = undefined;
		this.#problem = undefined;
		this.#tell();
	}

	#say(problem: Problem | undefined): void {
		if (this.#problem === problem) return;
		this.#problem = problem;
		this.#tell();
	}

	#tell(): void {
		for (const listener of [...this.#listeners]) listener();
	}
}

function jsonOf(typed: unknown): string {
	return typed === undefined ? '' : JSON.stringify(typed);
}
