import { createSubscriber } from 'svelte/reactivity';
import { isTypedOn, type Draft } from '#domain/drafts/draft';
import type { Result } from '#domain/kernel/problem';
import type { AccountInfo } from '#store/disk/account-info';
import type { BranchStore, DraftRecord } from '#store/disk/db';
import { DraftDisk, type DraftMove, type HeldDraft } from '#store/disk/draft-disk';
import { DraftHome, type DraftForm } from '#store/drafts/draft-home';
import type { OpenForm } from '#store/drafts/shelf';
import { localIso } from '#store/disk/local-time';
import type { Tabs } from '#store/disk/tabs';

const RETRY_AFTER = 5000;

const nothing: DraftMove = { put: [], gone: [] };

export interface DraftPorts {
	db: BranchStore;
	key: CryptoKey;
	/** Whose drafts these are, and the tabs that share them. */
	replica: { readonly account: AccountInfo; readonly tabs: Tabs };
	now: () => Date;
}

/**
 * Everything typed on this device and not saved, sealed under the data key (V-7). A draft ends by
 * 保存, in the transaction of its change, or by 放弃; nothing else removes one.
 */
export class DraftShelf {
	readonly #disk: DraftDisk;
	readonly #ports: DraftPorts;
	#held: readonly HeldDraft[] = [];
	#unreadable: readonly string[] = [];
	/** What the disk did not take, so that only memory has it; the next write takes it along. */
	#unwritten: DraftMove = nothing;
	#retry: ReturnType<typeof setTimeout> | undefined;
	/** The rewriting of the database that memory has followed last. */
	#followed = '';
	#isOpen = true;
	#turns: Promise<unknown> = Promise.resolve();
	readonly #forms = new Set<OpenForm>();
	readonly #listeners = new Set<() => void>();
	readonly #watch = createSubscriber((update) => {
		this.#listeners.add(update);
		return () => this.#listeners.delete(update);
	});

	constructor(ports: DraftPorts) {
		this.#ports = ports;
		this.#disk = new DraftDisk(ports.db, ports.key, ports.replica.account.account);
	}

	async open(): Promise<void> {
		this.#ports.replica.tabs.on('drafts', () => void this.turn(() => this.#follow()));
		await this.turn(() => this.#follow());
	}

	/** Newest first. */
	get list(): readonly HeldDraft[] {
		this.#watch();
		return this.#held;
	}

	/** The drafts whose key begins so, newest first. */
	under(prefix: string): readonly HeldDraft[] {
		return this.list.filter(({ key }) => key.startsWith(prefix));
	}

	/** Drafts whose seal does not open any more. */
	get unreadable(): number {
		this.#watch();
		return this.#unreadable.length;
	}

	/** Every draft sealed anew, for a database that was emptied. */
	sealed(held = this.#held): Promise<DraftRecord[]> {
		return Promise.all(held.map(({ id, ...draft }) => this.#disk.seal(id, draft)));
	}

	/** After the database was written anew. */
	rejoin(): Promise<void> {
		return this.turn(() => this.#follow());
	}

	/** What a sign-out would destroy. */
	get count(): number {
		return this.list.length + this.unreadable;
	}

	/** How many of these no disk has. After closing nothing is waited for any more. */
	get unwritten(): number {
		this.#watch();
		return this.#isOpen ? this.#unwritten.put.length : 0;
	}

	/** The place where a form keeps what is typed. A draft of the same key is filled in at once. */
	home<T>(form: DraftForm<T>): DraftHome<T> {
		const home = new DraftHome(this, form);
		this.#forms.add(home);
		return home;
	}

	leave(form: OpenForm): void {
		this.#forms.delete(form);
	}

	/** 放弃 of one draft from outside its form. */
	giveUp(id: string): Promise<Result<void>> {
		return this.#drop([id], this.list.find((one) => one.id === id)?.file);
	}

	/** Deletes what cannot be opened. The person was asked. */
	giveUpUnreadable(): Promise<Result<void>> {
		return this.#drop(this.#unreadable);
	}

	async #drop(gone: readonly string[], file?: string): Promise<Result<void>> {
		// Locked meanwhile: the database may be about to go, so nothing opens it again.
		if (!this.#isOpen) return { ok: false, problem: { code: 'storage.lost' } };
		const all = file === undefined ? gone : [...gone, file];
		return this.turn(() => this.move({ put: [], gone: all }));
	}

	/** Writes what the open forms hold and the disk does not, and what only memory has. */
	async flush(): Promise<void> {
		if (!this.#isOpen) return;
		await Promise.all([...this.#forms].map((form) => form.flush()));
		await this.turn(() => this.#catchUp());
	}

	/** Within a turn. */
	async #catchUp(): Promise<void> {
		const { put, gone } = this.#unwritten;
		if (put.length > 0 || gone.length > 0) await this.move(nothing);
	}

	#retryLater(): void {
		if (!this.#isOpen) return;
		clearTimeout(this.#retry);
		this.#retry = setTimeout(() => void this.flush(), RETRY_AFTER);
	}

	/** The open forms are written first, with the key that is still at hand; then nothing more is. */
	close(): void {
		void this.flush();
		this.#isOpen = false;
		clearTimeout(this.#retry);
		for (const form of [...this.#forms]) form.stop();
		this.#forms.clear();
	}

	/** Resolves when everything asked for so far is done. */
	settled(): Promise<void> {
		return this.turn(async () => {});
	}

	/** One thing at a time, so that a save never races the keeping of what it saves. */
	turn<T>(work: () => Promise<T>): Promise<T> {
		const mine = this.#turns.then(work);
		this.#turns = mine.then(
			() => undefined,
			() => undefined
		);
		return mine;
	}

	get isOpen(): boolean {
		return this.#isOpen;
	}

	now(): string {
		return localIso(this.#ports.now());
	}

	file(id: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
		return this.#disk.file(id);
	}

	/**
	 * Within a turn: disk, memory, the open forms, the other tabs. What the disk does not take stays in
	 * memory all the same, together with what it replaces: its form may be closed before the next try.
	 */
	async move(move: DraftMove): Promise<Result<void>> {
		const { put, gone } = this.#unwrittenBut(move);
		const whole = { put: [...put, ...move.put], gone: [...gone, ...move.gone] };
		const written = await this.#disk.write({ ...whole, file: move.file });
		if (written.ok) {
			this.#unwritten = nothing;
			await this.moved(move);
			return written;
		}
		this.#retryLater();
		if (move.put.length > 0) {
			this.#unwritten = whole;
			await this.#take(move);
		}
		return written;
	}

	#unwrittenBut(move: DraftMove): DraftMove {
		const { put, gone } = this.#unwritten;
		return { put: put.filter(({ id }) => !move.gone.includes(id)), gone };
	}

	/** The move is on the disk; memory and tabs follow. */
	async moved(move: DraftMove): Promise<void> {
		this.#unwritten = this.#unwrittenBut(move);
		await this.#take(move);
		// The saved form may have left an older version behind that the disk has not let go of.
		await this.#catchUp();
		this.#ports.replica.tabs.tell({ kind: 'drafts' });
	}

	async #take(move: DraftMove): Promise<void> {
		const put = await Promise.all(move.put.map((record) => this.#opened(record)));
		const touched = new Set([...move.gone, ...move.put.map(({ id }) => id)]);
		const stay = this.#held.filter(({ id }) => !touched.has(id));
		this.#hold([...stay, ...put.filter((one) => one !== undefined)]);
		this.#unreadable = this.#unreadable.filter((id) => !touched.has(id));
		this.#changed();
	}

	seal(id: string, draft: Draft): Promise<DraftRecord> {
		return this.#disk.seal(id, draft);
	}

	sealFile: DraftDisk['sealFile'] = (id, bytes) => this.#disk.sealFile(id, bytes);

	async #opened(record: DraftRecord): Promise<HeldDraft | undefined> {
		const known = this.#held.find(({ id }) => id === record.id);
		if (known) return known;
		const draft = await this.#disk.open(record);
		return draft && { ...draft, id: record.id };
	}

	/** What lies on the disk now, whichever tab wrote it. */
	async #follow(): Promise<void> {
		if (!this.#isOpen) return;
		await this.#catchUp();
		const read = await this.#disk.readAll();
		if (!read.ok || !this.#isOpen) return;
		const { put, gone } = this.#unwritten;
		const records = [...read.value.records.filter(({ id }) => !gone.includes(id)), ...put];
		const opened = await Promise.all(records.map((record) => this.#opened(record)));
		const there = opened.filter((one) => one !== undefined);
		const { rewritten } = read.value;
		if (rewritten !== this.#followed) {
			this.#followed = rewritten;
			// Whoever wrote it anew may not have known all of these.
			there.push(...(await this.#putBack(there)));
		}
		this.#unreadable = records.flatMap(({ id }, at) => (opened[at] ? [] : [id]));
		this.#hold(there);
		this.#changed();
	}

	/** What only memory holds, unless a later version of it is there. */
	async #putBack(there: readonly HeldDraft[]): Promise<HeldDraft[]> {
		const missing = this.#held.filter(
			(held) => !there.some((one) => one.id === held.id || isTypedOn(one, held))
		);
		const put = await this.sealed(missing);
		if (put.length > 0) await this.move({ put, gone: [] });
		return missing;
	}

	#hold(drafts: readonly HeldDraft[]): void {
		this.#held = drafts.toSorted((a, b) => (a.typed < b.typed ? 1 : a.typed > b.typed ? -1 : 0));
	}

	#changed(): void {
		for (const form of [...this.#forms]) form.heard();
		for (const listener of [...this.#listeners]) listener();
	}
}
