import { createSubscriber } from 'svelte/reactivity';
import type { Problem, Result } from '#domain/kernel/problem';
import type { Departure } from '#domain/model/member/departure';
import type { Member } from '#domain/model/member/member';
import type { Change } from '#domain/protocol/change';
import type { Actor, Author, Mutation } from '#domain/mutations/mutation';
import type { SyncReply } from '#domain/protocol/protocol';
import type { Org } from '#domain/model/org/org';
import type { Completeness } from '#domain/rules/completeness';
import type { RuleContext } from '#domain/rules/rule';
import type { AccountInfo } from '#store/disk/account-info';
import {
	CHUNK,
	commit,
	newIdAt,
	type BatchWatch,
	type Commit,
	type Making,
	type WriteLast
} from '#store/replica/batch';
import type { BranchStore } from '#store/disk/db';
import type { Beside } from '#store/disk/disk';
import { DraftShelf } from '#store/drafts/draft-shelf';
import { Engine } from '#store/replica/engine';
import { CorrectedTime } from '#store/replica/corrected-time';
import type { Waiting } from '#store/replica/outbox';
import { PhotoShelf } from '#store/photos/photo-shelf';
import { progressOf, type Progress } from '#store/replica/progress';
import { StorageState } from '#store/replica/storage-state';
import { Tabs } from '#store/disk/tabs';
import type { Decisions } from '#store/replica/decisions';
import type { Under } from '#store/replica/view';

export type { Waiting } from '#store/replica/outbox';

export interface ReplicaPorts {
	db: BranchStore;
	key: CryptoKey;
	account: AccountInfo;
	/** What the device is called; the server knows it by the same name. */
	deviceName?: string;
	tabs?: Tabs;
	now?: () => Date;
}

/**
 * The device’s whole knowledge, opened into memory: what the server said with the waiting changes
 * replayed on top. Screens read here and write through `mutate`; sync brings replies.
 */
export class Replica {
	readonly account: AccountInfo;
	readonly author: Author;
	readonly tabs: Tabs;
	readonly photos: PhotoShelf;
	/** What is typed and not saved (V-7). */
	readonly drafts: DraftShelf;
	readonly storage: StorageState;
	readonly #engine: Engine;
	readonly time: CorrectedTime;
	readonly #watch: () => void;

	/** Opens everything that lies on the disk. The caller owns the database and closes it after. */
	static async open(ports: ReplicaPorts): Promise<Replica> {
		const replica = new Replica(ports);
		// Drafts first: a save that commits meanwhile in another tab is seen twice, not missed.
		for (const part of [replica.drafts, replica.#engine, replica.photos]) await part.open();
		return replica;
	}

	private constructor({ db, key, account, deviceName = '', tabs, now: device }: ReplicaPorts) {
		this.account = account;
		const { kind, orgId } = account;
		this.author = { actor: { account: account.account, kind, orgId }, device: deviceName };
		this.tabs = tabs ?? new Tabs(db.name);
		const state = () => this.#engine.state;
		this.time = new CorrectedTime(device, state, () => this.#watch());
		const [now, today] = [() => this.time.now(), () => this.time.today()];
		const rejoin = (changes: readonly Change[]) => this.storage.rejoin(changes);
		const engine = new Engine({ db, key, author: this.author, tabs: this.tabs, today, rejoin });
		this.#engine = engine;
		this.photos = new PhotoShelf({ db, key, replica: this, now });
		this.drafts = new DraftShelf({ db, key, replica: this, now });
		this.storage = new StorageState({ db, engine, replica: this });
		this.#watch = createSubscriber((update) => this.#engine.subscribe(update));
	}

	org(id: string): Org | undefined {
		this.#watch();
		return this.#engine.view.row('org', id) as Org | undefined;
	}

	orgs(): readonly Org[] {
		this.#watch();
		return this.#engine.view.orgs;
	}

	/** Also one that an undone import withdrew. */
	member(id: string): Member | undefined {
		this.#watch();
		return this.#engine.view.row('member', id) as Member | undefined;
	}

	get actor(): Actor {
		return this.author.actor;
	}

	/** 在册: whom counts, lists and exports speak of. The same array until a member changes. */
	members(): readonly Member[] {
		this.#watch();
		return this.#engine.view.members;
	}

	/** 在册 and 已减少: every record that stands for a person. */
	held(): readonly Member[] {
		this.#watch();
		return this.#engine.view.held;
	}

	/** Withdrawn ones included: what an import compares its rows with. */
	everyMember(): readonly Member[] {
		this.#watch();
		return this.#engine.view.everyMember;
	}

	/** The same two of the organisation’s subtree. */
	under(orgId: string): Under {
		this.#watch();
		return this.#engine.view.under(orgId);
	}

	/** What people have to decide between records, or have decided. The same object until one changes. */
	decisions(): Decisions {
		this.#watch();
		return this.#engine.view.decisions;
	}

	/** Members who moved out of the scope, the last one first. */
	departures(): readonly Departure[] {
		this.#watch();
		return this.#engine.view.departures;
	}

	/** How many things wait for this person: refused changes, open conflicts, proposals. */
	get attention(): number {
		this.#watch();
		const { conflicts, proposals } = this.#engine.view.decisions;
		return this.#engine.outbox.refused + conflicts.length + proposals.length;
	}

	/** 信息完整度 and findings, kept until the record or one of its peers changes. */
	summary(member: Member): Completeness {
		this.#watch();
		return this.#engine.view.summary(member);
	}

	context(): RuleContext {
		this.#watch();
		return this.#engine.view.context;
	}

	/** Changes waiting or refused, in the order of making. */
	outbox(): readonly Waiting[] {
		this.#watch();
		return this.#engine.outbox.list;
	}

	get progress(): Progress {
		this.#watch();
		return progressOf(this.#engine.state, this.#engine.loaded);
	}

	/** Sealed entries that could not be opened; what the server holds of them is pulled again. */
	get damaged(): number {
		this.#watch();
		return this.#engine.damaged;
	}

	/**
	 * The only way a screen writes. `ok` means the change lies on the disk (V-6); a refusal or a
	 * full disk is a problem, and nothing was written. The same id twice is one change (S-2).
	 */
	async mutate<A>(
		mutation: Mutation<A>,
		args: A,
		changeId: string = newIdAt(this.time),
		beside: Beside = {}
	): Promise<Result<string>> {
		let refusal: Problem | undefined;
		const refused = (_index: number, problem: Problem) => (refusal = problem);
		const items = [{ mutation, args, changeId }];
		const made = await commit(this.#engine, this.time, items, { refused, beside });
		if (!made.ok) return made;
		return refusal ? { ok: false, problem: refusal } : { ok: true, value: changeId };
	}

	/**
	 * Many changes, 100 to a transaction. With given ids a broken-off batch can be run again:
	 * what is already here is not made twice. Value: how many stand now.
	 */
	async mutateAll(items: readonly Making[], on: BatchWatch = {}): Promise<Result<number>> {
		let done = 0;
		for (let at = 0; at < items.length && !on.signal?.aborted; at += CHUNK) {
			const chunk = items.slice(at, at + CHUNK);
			const run: Commit = { first: at, refused: on.refused };
			const write = (more: Commit = {}) =>
				commit(this.#engine, this.time, chunk, { ...run, ...more });
			const writeLast: WriteLast = (drafts) => write({ beside: { drafts }, always: true });
			const isLast = at + CHUNK >= items.length;
			const made = await (isLast && on.last ? on.last(writeLast) : write());
			if (!made.ok) return made;
			done += made.value;
			on.progress?.(Math.min(at + CHUNK, items.length));
		}
		return { ok: true, value: done };
	}

	/** The oldest waiting changes, at most `limit`. */
	pending(limit: number): Change[] {
		return this.#engine.outbox.pending(limit);
	}

	/** Rows, verdicts and cursor in one transaction (S-8). `from` is the cursor that was asked with. */
	applyReply(reply: SyncReply, from = this.#engine.state.cursor): Promise<Result<void>> {
		return this.#engine.turn(() => this.#engine.receive(reply, from, this.time.deviceStamp()));
	}

	/** Parts of the scope that are not what the server says; empty when the digests are equal. */
	get differing(): readonly number[] {
		this.#watch();
		return this.#engine.differing;
	}

	/** Pulls everything again; what waits stays. */
	startOver(): Promise<Result<void>> {
		return this.#engine.turn(() => this.#engine.startOver());
	}

	/** A change the server could not even read stays here as refused, and blocks nothing (S-10). */
	refuseHere(changeId: string, problem: Problem): Promise<Result<void>> {
		return this.#engine.turn(() =>
			this.#engine.judgeHere(changeId, problem, this.time.deviceStamp())
		);
	}

	/** A refused change its author gives up. Any other stays. */
	async discard(changeId: string): Promise<Result<void>> {
		await this.photos.giveUp(changeId);
		return this.#engine.turn(() => this.#engine.giveUp(changeId));
	}

	get journalLength(): number {
		return this.#engine.journalLength;
	}

	/** Whether the disk still holds a row that left the scope. */
	get mustFold(): boolean {
		return this.#engine.mustFold;
	}

	/** Folds the journal into packs. Only the tab that syncs calls this. */
	fold(): Promise<Result<void>> {
		return this.#engine.turn(() => this.#engine.fold());
	}

	/** Called after every change of memory; returns the function that stops it. */
	subscribe(listener: () => void): () => void {
		return this.#engine.subscribe(listener);
	}

	/** What is typed is kept first. Then nothing more is written, and other tabs are no longer followed. The database stays open. */
	close(): void {
		for (const part of [this.drafts, this.#engine, this.photos, this.tabs]) part.close();
	}

	/** Resolves when everything asked for so far is done. */
	async settled(): Promise<void> {
		await this.#engine.turn(async () => {});
		await this.drafts.settled();
	}
}
