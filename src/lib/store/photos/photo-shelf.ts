import { createSubscriber } from 'svelte/reactivity';
import type { Result } from '#domain/kernel/problem';
import type { Member } from '#domain/model/member/member';
import { photosOf, type Photo, type PhotoFacts } from '#domain/model/member/photo';
import { setPhoto } from '#domain/mutations/member/set-photo';
import { plainJpegSize } from '#domain/picture/plain-jpeg';
import type { Change } from '#domain/protocol/change';
import type { Mutation } from '#domain/mutations/mutation';
import type { AccountInfo } from '#store/disk/account-info';
import { toBase64 } from '#store/disk/base64';
import { newChangeId } from '#store/disk/change-id';
import type { BranchStore, PhotoRecord } from '#store/disk/db';
import type { Beside } from '#store/disk/disk';
import type { DraftMove } from '#store/disk/draft-disk';
import { durably } from '#store/disk/durable';
import { openedPhoto, sealedPhoto, sha256Of, type OpenPhoto } from '#store/photos/photo-seal';
import type { Tabs } from '#store/disk/tabs';

/** What the shelf asks of the replica that it belongs to. */
export interface PhotoRecords {
	readonly account: AccountInfo;
	readonly tabs: Tabs;
	outbox(): readonly { readonly change: Change; readonly state: string }[];
	everyMember(): readonly Member[];
	/** Writes the change and what lies beside it in one transaction. */
	mutate<A>(
		mutation: Mutation<A>,
		args: A,
		changeId: string | undefined,
		beside: Beside
	): Promise<Result<string>>;
}

export interface ShelfPorts {
	db: BranchStore;
	key: CryptoKey;
	replica: PhotoRecords;
	now: () => Date;
}

/** Photos kept for looking at; what waits to be sent never counts and never goes. */
const CACHED_MOST = 600;

/**
 * The bytes of photos on this device, sealed one by one under the data key. Those made here stay
 * until the server has them; the others are a cache, bounded, and go when their record goes (S-7).
 */
export class PhotoShelf {
	readonly #ports: ShelfPorts;
	/** Unsent photos, sealed as they are on the disk: a browser that empties it loses none of them. */
	#unsent: ReadonlyMap<string, PhotoRecord> = new Map();
	#isOpen = true;
	#changes = 0;
	readonly #listeners = new Set<() => void>();
	readonly #watch = createSubscriber((update) => {
		this.#listeners.add(update);
		return () => this.#listeners.delete(update);
	});

	constructor(ports: ShelfPorts) {
		this.#ports = ports;
	}

	get #account(): string {
		return this.#ports.replica.account.account;
	}

	async open(): Promise<void> {
		await this.#recount();
		this.#ports.replica.tabs.on('photos', () => void this.#recount());
	}

	close(): void {
		this.#isOpen = false;
		this.#listeners.clear();
	}

	/** Ids of the photos whose bytes no server has yet. */
	get waiting(): ReadonlySet<string> {
		this.#watch();
		return new Set(this.#unsent.keys());
	}

	get unsent(): readonly PhotoRecord[] {
		return [...this.#unsent.values()];
	}

	/** The unsent ones that these changes bring. */
	unsentOf(changes: readonly Change[]): readonly PhotoRecord[] {
		return changes.flatMap((change) => this.#unsent.get(photoIdIn(change) ?? '') ?? []);
	}

	/** Grows whenever a photo has come or was sent, here or in another tab. */
	get changes(): number {
		this.#watch();
		return this.#changes;
	}

	/** Of these, the ones whose change has been taken already, so that nothing else counts them. */
	get alone(): number {
		const named = new Set(this.#named());
		return [...this.waiting].filter((id) => !named.has(id)).length;
	}

	#named(): string[] {
		return this.#ports.replica.outbox().flatMap(({ change }) => photoIdIn(change) ?? []);
	}

	async #recount(): Promise<void> {
		if (!this.#isOpen) return;
		const { db } = this.#ports;
		const records = await durably(db, () =>
			db.read(['photo'], async () => {
				const ids = await db.photo.where('sentTo').equals('').primaryKeys();
				const news = await db.photo.bulkGet(ids.filter((id) => !this.#unsent.has(id)));
				const held = ids.map((id) => this.#unsent.get(id));
				return [...held, ...news].filter((record) => record !== undefined);
			})
		);
		if (!records.ok || !this.#isOpen) return;
		this.#unsent = new Map(records.value.map((record) => [record.id, record]));
		this.#changes += 1;
		for (const listener of [...this.#listeners]) listener();
	}

	/** This tab knows at once, the others are told. */
	async #moved(): Promise<void> {
		await this.#recount();
		this.#ports.replica.tabs.tell({ kind: 'photos' });
	}

	/**
	 * 保存 of a portrait: the bytes and the change that names them lie on the disk together, or
	 * nothing does. Value: the photo’s id.
	 */
	async set(
		memberId: string,
		jpeg: Uint8Array<ArrayBuffer>,
		drafts?: DraftMove
	): Promise<Result<string>> {
		const { key, now, replica } = this.#ports;
		const size = plainJpegSize(jpeg);
		if (!size) {
			const problem = { code: 'input.invalid', path: 'photo', reason: 'not a plain JPEG' } as const;
			return { ok: false, problem };
		}
		const id = newChangeId(now().getTime());
		const sha256 = await sha256Of(jpeg);
		const photo: PhotoFacts = { id, sha256, bytes: jpeg.length, ...size };
		const record = await sealedPhoto(key, this.#account, id, { memberId, jpeg }, '');
		const beside = { photos: [record], ...(drafts && { drafts }) };
		const made = await replica.mutate(setPhoto, { memberId, photo }, undefined, beside);
		await this.#moved();
		return made.ok ? { ok: true, value: id } : made;
	}

	/** A refused change that its author gives up takes its bytes along, unless a server has them. */
	async giveUp(changeId: string): Promise<void> {
		const held = this.#ports.replica.outbox().find(({ change }) => change.id === changeId);
		const id = held?.state === 'refused' ? photoIdIn(held.change) : undefined;
		if (id === undefined || !this.#unsent.has(id)) return;
		const { db } = this.#ports;
		await durably(db, () => db.photo.delete(id));
		await this.#moved();
	}

	/** The photo that shows, where this device has it. */
	async read({ photo }: Pick<Member, 'photo'>): Promise<Blob | undefined> {
		const jpeg = photo ? await this.bytesOf(photo) : undefined;
		return jpeg && new Blob([jpeg], { type: 'image/jpeg' });
	}

	/**
	 * The same as the address of an image. It holds the bytes itself: a blob’s would let the browser
	 * put them on its disk in clear (V-1).
	 */
	async urlOf(photo: Photo): Promise<string | undefined> {
		const jpeg = await this.bytesOf(photo);
		return jpeg && `data:image/jpeg;base64,${toBase64(jpeg)}`;
	}

	/** Only the very bytes the record speaks of. */
	async bytesOf({ id, sha256 }: Photo): Promise<Uint8Array<ArrayBuffer> | undefined> {
		const opened = await this.opened(id);
		return opened && (await sha256Of(opened.jpeg)) === sha256 ? opened.jpeg : undefined;
	}

	async opened(id: string): Promise<OpenPhoto | undefined> {
		if (!this.#isOpen) return undefined;
		const { db, key } = this.#ports;
		const record = await durably(db, () => db.photo.get(id));
		return record.ok && record.value ? openedPhoto(key, this.#account, record.value) : undefined;
	}

	async has(id: string): Promise<boolean> {
		if (!this.#isOpen) return true;
		const { db } = this.#ports;
		const count = await durably(db, () => db.photo.where('id').equals(id).count());
		return count.ok && count.value > 0;
	}

	/** Photos that this server has not been offered: made here, or kept from before its restoration (S-14). */
	async notAt(epoch: string): Promise<string[]> {
		if (!this.#isOpen) return [];
		const { db } = this.#ports;
		const ids = await durably(db, () => db.photo.where('sentTo').notEqual(epoch).primaryKeys());
		return ids.ok ? ids.value : [];
	}

	async sent(id: string, epoch: string): Promise<void> {
		if (!this.#isOpen) return;
		const { db } = this.#ports;
		await durably(db, () => db.photo.update(id, { sentTo: epoch }));
		await this.#moved();
	}

	/** Keeps what the server gave. A full disk is no loss here: it is asked for again. */
	async keep(photo: Photo, open: OpenPhoto, epoch: string): Promise<void> {
		if (!this.#isOpen) return;
		const { db, key } = this.#ports;
		const record = await sealedPhoto(key, this.#account, photo.id, open, epoch);
		await durably(db, () => db.photo.put(record));
		await this.#moved();
	}

	/** Drops cached photos that no record here names any more, and the oldest of too many. */
	async prune(): Promise<void> {
		if (!this.#isOpen) return;
		const { db } = this.#ports;
		const named = new Set(
			this.#ports.replica.everyMember().flatMap((member) => photosOf(member).map(({ id }) => id))
		);
		const cached = await durably(db, () => db.photo.where('sentTo').above('').primaryKeys());
		if (!cached.ok) return;
		const kept = cached.value.filter((id) => named.has(id)).toSorted();
		const surplus = kept.slice(0, Math.max(0, kept.length - CACHED_MOST));
		const unnamed = cached.value.filter((id) => !named.has(id));
		if (surplus.length + unnamed.length === 0) return;
		await durably(db, () => db.photo.bulkDelete([...unnamed, ...surplus]));
	}
}

/** The photo a change brings; undefined for every other change. */
export function photoIdIn({ name, args }: Change): string | undefined {
	const photo = name === setPhoto.name ? args['photo'] : undefined;
	const id = typeof photo === 'object' && photo !== null && 'id' in photo ? photo.id : undefined;
	return typeof id === 'string' ? id : undefined;
}
