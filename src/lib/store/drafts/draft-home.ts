import { createSubscriber } from 'svelte/reactivity';
import type { Draft, DraftLine, Shape } from '#domain/drafts/draft';
import type { Problem, Result } from '#domain/kernel/problem';
import type { DraftFileRecord, DraftRecord } from '#store/db';
import { markOf, type DraftMove, type HeldDraft } from '#store/drafts/draft-disk';

/** What a home asks of the shelf it stands on. */
export interface Shelf {
	readonly list: readonly HeldDraft[];
	readonly isOpen: boolean;
	now(): string;
	turn<T>(work: () => Promise<T>): Promise<T>;
	seal(id: string, draft: Draft): Promise<DraftRecord>;
	sealFile(id: string, bytes: Uint8Array<ArrayBuffer>): Promise<DraftFileRecord>;
	file(id: string): Promise<Uint8Array<ArrayBuffer> | undefined>;
	/** Within a turn: disk, memory, the open forms, the other tabs. */
	move(move: DraftMove): Promise<Result<void>>;
	/** The move is on the disk already. */
	moved(move: DraftMove): Promise<void>;
	leave(form: OpenForm): void;
}

/** What the shelf asks of a form that is open. */
export interface OpenForm {
	flush(): Promise<void>;
	stop(): void;
	heard(): void;
}

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

/** A key press is on the disk at most this long after it, plus one write. */
const KEEP_WITHIN = 400;
const RETRY_AFTER = 5000;

/**
 * The place of one form among the drafts. The form calls `changed` after every change; the rest
 * follows. Created filled in, where there is a draft of the same key that the form can read.
 */
export class DraftHome<T> implements OpenForm {
	readonly #shelf: Shelf;
	readonly #form: DraftForm<T>;
	/** The records this form stands for; the last one is written. */
	#ids: readonly string[] = [];
	#mark = '';
	/** What the disk holds of this form, as JSON; '' for nothing. */
	#kept = '';
	/** Grows when what was typed before is saved or given up. */
	#round = 0;
	#file: Uint8Array<ArrayBuffer> | undefined;
	#timer: ReturnType<typeof setTimeout> | undefined;
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
		return jsonOf(this.#form.read()) !== this.#kept;
	}

	/** Something may have been typed. Reads all of it, so that an effect that calls this follows it. */
	changed(): void {
		const isAhead = this.#isAhead;
		if (this.#timer !== undefined || !this.#shelf.isOpen || !isAhead) return;
		this.#wait(KEEP_WITHIN);
	}

	/** The file the form works on is kept with its next write. */
	attach(file: Uint8Array<ArrayBuffer>): void {
		this.#file = file;
	}

	/** The file kept with the draft. */
	async file(): Promise<Uint8Array<ArrayBuffer> | undefined> {
		const id = this.#ids.at(-1);
		return id === undefined ? undefined : this.#shelf.file(id);
	}

	/** Writes at once. What is typed is read now, also where the form is about to go. */
	flush(): Promise<void> {
		this.stop();
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
			this.#forget();
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

	/** The notice that content was filled in has been read. */
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
		if (this.#shelf.isOpen) void this.flush();
		this.#shelf.leave(this);
	}

	/** Another tab, or a list of drafts, changed what lies on the disk. */
	heard(): void {
		const own = this.#shelf.list.find(({ id }) => id === this.#ids.at(-1));
		if (this.#ids.length > 0 && !own) {
			// What was typed since then is newer than the end of the draft and stays.
			if (!this.#isAhead) {
				this.#forget();
				this.#form.clear();
			}
			return;
		}
		if (!this.#isAhead) this.#takeUp();
	}

	/** Fills in the newest draft of this form, unless it is the one the form shows. */
	#takeUp(): void {
		const newest = this.#shelf.list.find(({ key }) => key === this.#form.key);
		if (!newest || newest.mark === this.#mark) return;
		const parsed = this.#form.shape.safeParse(newest.payload);
		// Written by another version: it stays in the list of drafts, where its lines can be read.
		if (!parsed.success) return;
		this.#form.fill(parsed.data);
		this.#show(newest);
	}

	#show({ id, mark, typed }: HeldDraft): void {
		this.#ids = [...this.#ids.filter((one) => one !== id), id];
		this.#mark = mark;
		this.#restored = typed;
		// As the form itself would write it, so that filling in is no change.
		this.#kept = jsonOf(this.#form.read());
		this.#tell();
	}

	async #write(typed: T | undefined): Promise<void> {
		const json = jsonOf(typed);
		if (json === this.#kept) return;
		const move = await this.#moveTo(typed);
		const [record] = move.put;
		const file = this.#file;
		const files = file && record ? [await this.#shelf.sealFile(record.id, file)] : [];
		const before = { kept: this.#kept, ids: this.#ids, mark: this.#mark };
		this.#stand(move, json);
		const written = await this.#shelf.move({ ...move, files });
		if (!written.ok) {
			this.#kept = before.kept;
			this.#ids = before.ids;
			this.#mark = before.mark;
			this.#say(written.problem);
			if (this.#shelf.isOpen) this.#wait(RETRY_AFTER);
			return;
		}
		if (this.#file === file) this.#file = undefined;
		if (typed === undefined) this.#restored = undefined;
		this.#problem = undefined;
		this.#tell();
	}

	/** Set before memory follows, so that the form does not take its own writing for another tab’s. */
	#stand({ put }: DraftMove, json: string): void {
		this.#kept = json;
		this.#ids = put.map(({ id }) => id);
		this.#mark = put.map(({ sealed }) => markOf(sealed)).join();
	}

	/** The sealed record of `typed`, or the end of the draft. */
	async #moveTo(typed: T | undefined): Promise<DraftMove> {
		const ids = [...this.#ids];
		if (typed === undefined) return { put: [], gone: ids };
		const id = ids.pop() ?? crypto.randomUUID();
		const { key, title, href, lines } = this.#form;
		const draft = {
			key,
			title: title(),
			href: href(),
			typed: this.#shelf.now(),
			lines: [...lines(typed)],
			payload: typed
		};
		return { put: [await this.#shelf.seal(id, draft)], gone: ids };
	}

	#forget(): void {
		this.#round += 1;
		this.#ids = [];
		this.#mark = '';
		this.#kept = '';
		this.#file = undefined;
		this.#restored = undefined;
		this.#problem = undefined;
		this.#tell();
	}

	#wait(ms: number): void {
		this.#timer ??= setTimeout(() => void this.flush(), ms);
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
