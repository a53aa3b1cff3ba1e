import { SvelteMap } from 'svelte/reactivity';
import type { Member } from '#domain/model/member/member';
import type { Photo } from '#domain/model/member/photo';
import type { Replica } from '#store/replica/replica';
import { session } from '#sync/session/session';

/** Photos kept at hand for drawing; rows that scrolled far away give theirs back. */
const AT_HAND = 240;
/** A photo the server did not have is asked for again after this long. */
const ASK_AGAIN = 60_000;

/** Photos as addresses of images, opened when they are first looked at. Reactive. */
class PhotoUrls {
	readonly #replica: Replica;
	readonly #urls = new SvelteMap<string, string>();
	/** How much had come when a photo was last looked for. */
	readonly #looked = new Map<string, number>();
	readonly #asked = new Map<string, number>();

	constructor(replica: Replica) {
		this.#replica = replica;
	}

	/** The photo that shows; undefined where there is none, or not yet. */
	current(member: Member, mayOpen = true): string | undefined {
		return member.photo ? this.of(member.id, member.photo, mayOpen) : undefined;
	}

	/** Without `mayOpen` only one that is at hand: a row that flies past asks for nothing. */
	of(memberId: string, photo: Photo, mayOpen = true): string | undefined {
		const url = this.#urls.get(photo.id);
		if (url !== undefined || !mayOpen) return url;
		const { changes } = this.#replica.photos;
		if (this.#looked.get(photo.id) !== changes) {
			this.#looked.set(photo.id, changes);
			void this.#open(memberId, photo);
		}
		return undefined;
	}

	async #open(memberId: string, photo: Photo): Promise<void> {
		const { photos } = this.#replica;
		let url = await photos.urlOf(photo);
		if (url === undefined && this.#mayAsk(photo.id)) {
			if (await session.photos?.load(memberId, photo.id)) url = await photos.urlOf(photo);
		}
		if (url === undefined) return;
		this.#urls.set(photo.id, url);
		const [oldest] = this.#urls.keys();
		if (this.#urls.size > AT_HAND && oldest !== undefined) {
			this.#urls.delete(oldest);
			this.#looked.delete(oldest);
		}
	}

	#mayAsk(id: string): boolean {
		const now = performance.now();
		if (now - (this.#asked.get(id) ?? -ASK_AGAIN) < ASK_AGAIN) return false;
		this.#asked.set(id, now);
		return true;
	}
}

const made = new WeakMap<Replica, PhotoUrls>();

/** The one of this replica: list and record show the same photos. It goes with the replica. */
export function photoUrlsIn(replica: Replica): PhotoUrls {
	let urls = made.get(replica);
	if (!urls) made.set(replica, (urls = new PhotoUrls(replica)));
	return urls;
}
