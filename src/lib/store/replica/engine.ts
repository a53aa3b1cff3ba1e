import type { Problem, Result } from '#domain/kernel/problem';
import type { Change } from '#domain/protocol/change';
import type { Acting, Author } from '#domain/mutations/mutation';
import type { SyncReply, WireRow } from '#domain/protocol/protocol';
import { Base, rowOf } from '#store/replica/base';
import type { BranchStore } from '#store/disk/db';
import { foldOf, rewriteOf, type Memory, type RewriteBeside } from '#store/replica/compaction';
import { Disk, type Beside, type NewPack } from '#store/disk/disk';
import { durably } from '#store/disk/durable';
import { firstState, type Entry, type Kept, type State } from '#store/disk/entry';
import { anew, baseOf, highest, historyOf, outboxAfter, stateAfter } from '#store/replica/history';
import { Intake } from '#store/replica/intake';
import { keyOf, partsOfKey, type Key, type Row } from '#store/disk/key';
import { Outbox } from '#store/replica/outbox';
import { Overlay } from '#store/replica/overlay';
import type { Tabs } from '#store/disk/tabs';
import { View } from '#store/replica/view';

export interface EnginePorts {
	db: BranchStore;
	key: CryptoKey;
	author: Author;
	tabs: Tabs;
	today: () => string;
	rejoin: (changes: readonly Change[]) => Beside;
}

const done: Result<void> = { ok: true, value: undefined };

/** Rows that came together, under one generation and, if already packed, one pack. */
interface Arrival {
	rows: readonly WireRow[];
	generation: number;
	pack: string;
}

/** Memory and disk in step: an entry is written first, then absorbed, one at a time. */
export class Engine {
	view: View;
	outbox = new Outbox();
	state: State = firstState;
	loaded = 0;
	damaged = 0;
	journalLength = 0;
	#base = new Base();
	#overlay: Overlay;
	#seen = 0;
	#open = false;
	#turns: Promise<unknown> = Promise.resolve();
	readonly #ports: EnginePorts;
	readonly #disk: Disk;
	readonly #listeners = new Set<() => void>();
	readonly #intake = new Intake({
		state: () => this.state,
		recalled: () => this.#recalled(),
		base: () => this.#base,
		outbox: () => this.outbox,
		write: (entry, packs) => this.write(entry, packs),
		isHere: () => this.#disk.isHere(),
		remember: (state) => {
			this.state = state;
			this.#changed();
		}
	});

	constructor(ports: EnginePorts) {
		this.#ports = ports;
		this.#disk = new Disk(ports.db, ports.key, ports.author.actor.account);
		this.#overlay = new Overlay(() => this.acting);
		this.view = new View(ports.today, ports.author.actor);
	}

	/** One thing at a time; a failed turn does not stop the next. */
	turn<T>(work: () => Promise<T>): Promise<T> {
		const mine = this.#turns.then(work);
		this.#turns = mine.then(
			() => undefined,
			() => undefined
		);
		return mine;
	}

	async open(): Promise<void> {
		await this.#load();
		this.#ports.tabs.on('wrote', () => void this.turn(() => this.follow()));
		this.#open = true;
	}

	subscribe(listener: () => void): () => void {
		this.#listeners.add(listener);
		return () => this.#listeners.delete(listener);
	}

	close(): void {
		this.#open = false;
		this.#listeners.clear();
	}

	#changed(): void {
		for (const listener of [...this.#listeners]) listener();
	}

	/** Disk first, then memory, then the other tabs. */
	async write(entry: Entry, packs: NewPack[] = [], beside: Beside = {}): Promise<Result<void>> {
		// Locked meanwhile: the database may be about to go, so nothing opens it again.
		if (!this.#open) return { ok: false, problem: { code: 'storage.lost' } };
		const appended = await this.#disk.append(entry, packs, beside);
		if (!appended.ok) return appended;
		this.#ports.tabs.tell({ kind: 'wrote' });
		if (appended.value !== this.#seen + 1) return this.follow();
		await this.#absorb(appended.value, entry, packs);
		this.#changed();
		return done;
	}

	receive(reply: SyncReply, from: number, at: string): Promise<Result<void>> {
		return this.#intake.receive(reply, from, at);
	}

	/** Where mending parts did not help: everything is pulled again, the old rows stay meanwhile. */
	startOver(): Promise<Result<void>> {
		return this.#intake.startOver();
	}

	/** Parts whose digest differed in the last comparison; empty when all is equal. */
	get differing(): readonly number[] {
		return this.#intake.differing;
	}

	/**
	 * What the server acknowledged in the last 30 days (S-14): whole, so that the journal line with
	 * it means the same to a tab whose memory is older or newer by a fold.
	 */
	async #recalled(): Promise<Result<Kept[]>> {
		const { sent, settled } = this.outbox.acknowledged;
		const packs = sent.map(({ id }) => id);
		const packed = await durably(this.#ports.db, () => this.#disk.sent(packs));
		return packed.ok ? { ok: true, value: [...packed.value, ...settled] } : packed;
	}

	judgeHere(id: string, problem: Problem, at: string): Promise<Result<void>> {
		const verdicts = [{ id, verdict: 'refused' as const, at, problem }];
		return this.write({ kind: 'reply', verdicts, rows: [], state: this.state });
	}

	async giveUp(id: string): Promise<Result<void>> {
		const held = this.outbox.list.find((one) => one.change.id === id);
		return held?.state === 'refused' ? this.write({ kind: 'given-up', id }) : done;
	}

	get acting(): Acting {
		return { ...this.#ports.author, today: this.#ports.today() };
	}

	get #memory(): Memory {
		return { base: this.#base, outbox: this.outbox, state: this.state, seen: this.#seen };
	}

	/** A row that left the scope still lies on the disk. */
	get mustFold(): boolean {
		return this.#base.shed;
	}

	/** Rewrites the packs that no longer hold, and leaves one entry with the changes still here. */
	async fold(): Promise<Result<void>> {
		if (!this.#open || this.#seen === 0) return done;
		if (this.journalLength <= 1 && !this.mustFold) return done;
		const fold = foldOf(this.#memory);
		const folded = await this.#disk.fold(fold);
		if (!folded.ok) return folded;
		if (folded.value) {
			this.#base.folded(fold.packs);
			this.outbox = outboxAfter(this.outbox, this.#seen, fold.entry);
			this.journalLength = 1;
			return done;
		}
		return this.#reload();
	}

	/** Writes everything anew from memory after the storage was emptied; what other tabs held joins it. */
	async rewrite(beside: RewriteBeside): Promise<Result<void>> {
		const written = await this.#disk.rewrite(rewriteOf(this.#memory, beside));
		if (!written.ok) return written;
		const joined = await this.#rejoin();
		if (joined.ok) this.#ports.tabs.tell({ kind: 'wrote' });
		return joined;
	}

	/** Reads what one tab wrote anew, and adds the changes that only this one held. */
	async #rejoin(): Promise<Result<void>> {
		const held = this.outbox.kept.filter((one) => one.state !== 'applied' && !one.again);
		const reloaded = await this.#reload();
		if (!reloaded.ok) return reloaded;
		const changes = held.map(({ change }) => change).filter(({ id }) => !this.outbox.has(id));
		const beside = this.#ports.rejoin(changes);
		return changes.length > 0 ? this.write({ kind: 'made', changes }, [], beside) : done;
	}

	/** What other tabs wrote since. A problem says what became of the vault. */
	async follow(): Promise<Result<void>> {
		if (!this.#open) return done;
		const read = await durably(this.#ports.db, () => this.#disk.entriesAfter(this.#seen));
		if (!read.ok) return read;
		for (const { seq, entry } of read.value) {
			if (entry?.kind === 'folded' && entry.anew) return this.#rejoin();
			if (!entry || entry.kind === 'folded') return this.#reload();
			const packs = entry.kind === 'packed' ? await this.#disk.packs(entry.packs) : [];
			if (!packs) return this.#reload();
			await this.#absorb(seq, entry, packs);
		}
		if (read.value.length > 0) this.#changed();
		return done;
	}

	async #absorb(seq: number, entry: Entry, packs: readonly NewPack[]): Promise<void> {
		const outbox = outboxAfter(this.outbox, seq, entry);
		const state = 'state' in entry ? stateAfter(this.state, entry.state) : this.state;
		const arrivals: Arrival[] = packs.map((pack) => ({ ...pack, pack: pack.id }));
		if (entry.kind === 'reply') {
			arrivals.push({ rows: entry.rows, generation: state.generation, pack: '' });
		}
		if (state.whole && !this.state.whole) {
			const came = new Set(
				arrivals.flatMap(({ rows }) => rows.map((row) => keyOf(row[0], row[1])))
			);
			const rows = this.#base
				.leftBehind(state.generation)
				.filter(([table, id]) => !came.has(keyOf(table, id)));
			arrivals.push({ rows, generation: state.generation, pack: '' });
		}
		await this.#settle(arrivals, outbox);
		this.outbox = outbox;
		this.state = state;
		this.#seen = seq;
		this.journalLength++;
		if (arrivals.length > 0) this.loaded = this.#base.count(state.generation);
	}

	/** Replays what waits over the rows to be, then changes base, overlay and view in one step. */
	async #settle(arrivals: readonly Arrival[], outbox: Outbox): Promise<void> {
		const news = arrivals.map((arrival) => ({
			...arrival,
			rows: this.#base.news(arrival.rows, arrival.generation)
		}));
		const coming = new Map<Key, Row | undefined>();
		for (const { rows } of news) {
			for (const [table, id, , row] of rows) {
				coming.set(keyOf(table, id), row ? rowOf(table, row) : undefined);
			}
		}
		const plan = await this.#overlay.plan(outbox.replayed, coming.keys(), (key) =>
			coming.has(key) ? coming.get(key) : this.#base.get(...partsOfKey(key))
		);
		for (const { rows, generation, pack } of news) this.#base.take(rows, generation, pack);
		for (const key of [...this.#overlay.commit(plan), ...coming.keys()]) this.#show(key);
	}

	#show(key: Key): void {
		const [table, id] = partsOfKey(key);
		this.view.set(table, id, this.#overlay.get(key) ?? this.#base.get(table, id));
	}

	/** After another tab folded: memory is built again from the disk. */
	async #reload(): Promise<Result<void>> {
		const loaded = await durably(this.#ports.db, () => this.#load());
		if (loaded.ok) this.#changed();
		return loaded;
	}

	async #load(): Promise<void> {
		const contents = await this.#disk.readAll();
		const base = baseOf(contents);
		const { outbox, seen } = historyOf(contents);
		let state = contents.state ?? firstState;
		for (const { entry } of contents.entries) {
			if ('state' in entry) state = stateAfter(entry.state, state);
		}
		const { packs, entries, state: stateLost } = contents.damaged;
		if (packs.length + entries.length > 0 || stateLost) {
			// What is lost here comes again from the server; what can be read stays in use (R-ENC-03).
			state = { ...state, ...anew(stateLost ? { generation: highest(contents) } : state) };
			this.damaged += packs.length + entries.length + (stateLost ? 1 : 0);
			await this.#disk.dropDamaged(contents.damaged, state);
		}
		if (state.whole) base.take(base.leftBehind(state.generation), state.generation);
		const overlay = new Overlay(() => this.acting);
		const view = new View(this.#ports.today, this.#ports.author.actor);
		const plan = await overlay.plan(outbox.replayed, [], (key) => base.get(...partsOfKey(key)));
		for (const [, table, id, row] of base.rows()) view.set(table, id, row);
		for (const key of overlay.commit(plan)) view.set(...partsOfKey(key), overlay.get(key));
		this.#base = base;
		this.#overlay = overlay;
		this.view = view;
		this.outbox = outbox;
		this.state = state;
		this.#seen = seen;
		this.journalLength = contents.entries.length;
		this.loaded = base.count(state.generation);
	}
}
