import { tick } from 'svelte';
import { SvelteMap } from 'svelte/reactivity';
import { cardColumns } from '#domain/features/print/card';
import { formColumns } from '#domain/features/print/form';
import type { Problem } from '#domain/kernel/problem';
import type { Member } from '#domain/model/member/member';
import { logExport } from '#domain/mutations/roster/log-export';
import { newChangeId } from '#store/disk/change-id';
import type { Replica } from '#store/replica/replica';
import { session } from '#sync/session/session';
import type { AskedMembers } from '../members/asked-members.svelte';
import { photoUrlsIn } from '../members/photo-urls.svelte';

export type Layout = 'form' | 'card';

/** Sheets of one print; a branch is 50, and a browser lays out some hundreds without trouble. */
export const MOST_SHEETS = 300;

/** Sheets laid out between two looks at the screen. */
const STEP = 5;

/** A print asks the server for no more photos after so many that did not come. */
const MOST_MISSED = 3;

/** 打印: what goes on paper, the line it leaves in the log, and whether paper may be made now. */
export class PrintFlow {
	readonly #replica: Replica;
	readonly #wanted: () => AskedMembers;
	#stopped = false;
	/** Portraits of the sheets laid out, by the member’s id; they hold the bytes and go with this flow. */
	readonly #photos = new SvelteMap<string, string>();
	/** Photos of this print that the server did not give. */
	#missed = 0;

	layout = $state<Layout>('form');
	/** ID and phone numbers in full. */
	whole = $state(false);
	/** The member the preview shows. */
	at = $state(0);
	busy = $state(false);
	/** Sheets that are laid out; all of them once `ready`. */
	laid = $state(0);
	/** Logged and laid out: the browser may print. */
	ready = $state(false);
	/** Members printed last. */
	printed = $state(0);
	problem = $state.raw<Problem | undefined>();

	constructor(replica: Replica, wanted: () => AskedMembers) {
		this.#replica = replica;
		this.#wanted = wanted;
	}

	readonly members: readonly Member[] = $derived.by(() => this.#wanted().members);
	readonly narrowedBy = $derived.by(() => this.#wanted().narrowedBy);
	readonly orgId = $derived.by(() => this.#wanted().orgId);
	readonly tooMany = $derived(this.members.length > MOST_SHEETS);
	/** What stands in the page: the one looked at, and for printing every one laid out so far. */
	readonly shown: readonly Member[] = $derived.by(() => {
		const current = this.members[this.at];
		if (this.laid === 0) return current ? [current] : [];
		return this.members.slice(0, this.laid);
	});
	readonly current = $derived(this.members[this.at]?.id);

	/** The portrait of a sheet: of the preview as soon as it has come, for paper what was laid out. */
	photoOf(member: Member): string | undefined {
		const laidOut = this.#photos.get(member.id);
		if (laidOut !== undefined || this.laid > 0) return laidOut;
		return photoUrlsIn(this.#replica).current(member);
	}

	/** Another choice is another print, with a line of its own. */
	choose(change: { layout?: Layout; whole?: boolean }): void {
		if (change.layout) this.layout = change.layout;
		if (change.whole !== undefined) this.whole = change.whole;
		this.#reset();
	}

	/** Other members are another print. */
	begin(): void {
		this.stop();
		this.at = 0;
		this.#reset();
	}

	look(step: number): void {
		this.at = Math.max(0, Math.min(this.members.length - 1, this.at + step));
	}

	/** The log line first, then the sheets: what left is written down even if the page closes now. */
	async prepare(): Promise<boolean> {
		if (this.busy || this.tooMany || this.members.length === 0) return false;
		this.#reset();
		this.busy = true;
		if (await this.log()) await this.#layOut();
		this.busy = false;
		return this.ready;
	}

	/** A further copy by the browser’s own menu leaves a line too. */
	async log(): Promise<boolean> {
		const { loaded, total, whole } = this.#replica.progress;
		if (!whole && this.members.length > 1) {
			this.problem = { code: 'replica.partial', loaded, total };
			return false;
		}
		const logged = await this.#replica.mutate(logExport, {
			id: newChangeId(),
			orgId: this.orgId,
			columns: this.layout === 'form' ? formColumns(this.whole) : cardColumns(this.whole),
			count: this.members.length,
			format: 'print'
		});
		if (!logged.ok) this.problem = logged.problem;
		return logged.ok;
	}

	stop(): void {
		this.#stopped = true;
	}

	async #layOut(): Promise<void> {
		const count = this.members.length;
		this.#stopped = false;
		while (this.laid < count) {
			const next = this.members.slice(this.laid, this.laid + STEP);
			await this.#takePhotos(next);
			if (this.#stopped) return this.#reset();
			this.laid += next.length;
			await tick();
			await new Promise(requestAnimationFrame);
			if (this.#stopped) return this.#reset();
		}
		// Paper waits for no picture: one that is not decoded when the window opens stays white.
		await Promise.allSettled([...document.images].map((image) => image.decode()));
		this.printed = count;
		this.ready = true;
		await tick();
	}

	/** From this device, else from the server; without a network the frame says that it is missing. */
	async #takePhotos(members: readonly Member[]): Promise<void> {
		for (const { id, photo } of members) {
			if (!photo || this.#photos.has(id)) continue;
			const { photos } = this.#replica;
			let url = await photos.urlOf(photo);
			if (url === undefined && this.#missed < MOST_MISSED) {
				if (await session.photos?.load(id, photo.id)) url = await photos.urlOf(photo);
				else this.#missed += 1;
			}
			if (url !== undefined) this.#photos.set(id, url);
		}
	}

	#reset(): void {
		this.#photos.clear();
		this.#missed = 0;
		this.laid = 0;
		this.ready = false;
		this.printed = 0;
		this.problem = undefined;
	}
}
