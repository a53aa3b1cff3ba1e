import { SvelteMap } from 'svelte/reactivity';
import { TypedEntry } from '#domain/drafts/typed-forms';
import type { Problem } from '#domain/kernel/problem';
import { entryOf, valuesOf } from '#domain/model/member/entries';
import { entryPath } from '#domain/model/member/item';
import type { Entry } from '#domain/model/member/entry';
import { listOf, type ListKey } from '#domain/model/member/lists';
import type { Member } from '#domain/model/member/member';
import { putEntry } from '#domain/mutations/member/put-entry';
import { removeEntry, restoreEntry } from '#domain/mutations/member/remove-entry';
import type { DraftMove } from '#store/disk/draft-disk';
import type { DraftHome } from '#store/drafts/draft-home';
import type { Replica } from '#store/replica/replica';
import { EntryDraft } from '#ui/form/entry-draft.runes';
import { linesOf } from '../../../drafts/draft-words';
import type { RecordWriter } from './record-writer';

/** The rows of one record’s list tabs: forms under way, removals that can be taken back. */
export class OpenEntries {
	readonly #replica: Replica;
	readonly #writer: RecordWriter;
	readonly #member: () => Member;
	/** Forms with something typed stay here when their sheet is closed. */
	readonly #drafts = new SvelteMap<string, EntryDraft>();
	/** Where each form keeps what is typed, also while its sheet is closed (V-7). */
	readonly #homes = new SvelteMap<string, DraftHome<TypedEntry>>();
	/** The row whose form is open. */
	current = $state.raw<EntryDraft | undefined>();
	/** The row removed last, per list, as long as the page is open. */
	readonly removed = new SvelteMap<ListKey, string>();
	saving = $state(false);
	problem = $state.raw<Problem | undefined>();

	constructor(replica: Replica, writer: RecordWriter, member: () => Member) {
		this.#replica = replica;
		this.#writer = writer;
		this.#member = member;
		// What was typed before a lock or a kill stands in its list again, half filled.
		for (const { payload } of replica.drafts.under(this.#key(''))) {
			const typed = TypedEntry.safeParse(payload);
			if (typed.success) this.#draftOf(typed.data.list, typed.data.id);
		}
	}

	/** The page goes; what was typed stays kept. */
	leave(): void {
		for (const home of this.#homes.values()) home.close();
	}

	homeOf(draft: EntryDraft): DraftHome<TypedEntry> | undefined {
		return this.#homes.get(draft.id);
	}

	#key(id: string): string {
		return `entry:${this.#member().id}:${id}`;
	}

	/** Rows with something typed and not saved. */
	readonly unsaved = $derived.by(() => [...this.#drafts.values()].filter(({ touched }) => touched));

	/** 新增: a form that was left half filled comes back as it was. */
	add(list: ListKey): void {
		const begun = [...this.#drafts.values()].find((draft) => draft.list === list && draft.isNew);
		this.#show(begun ?? this.#draftOf(list, crypto.randomUUID()));
	}

	edit(list: ListKey, id: string): void {
		this.#show(this.#drafts.get(id) ?? this.#draftOf(list, id));
	}

	resume(draft: EntryDraft): void {
		this.#show(draft);
	}

	/** The sheet goes; what was typed in it stays until it is saved or given up. */
	close(): void {
		const draft = this.current;
		if (draft && !draft.touched) this.#forget(draft);
		this.current = undefined;
	}

	/** 放弃 of what was typed. */
	async giveUp(draft: EntryDraft): Promise<void> {
		const gone = await this.homeOf(draft)?.giveUp();
		if (gone?.ok === false) this.problem = gone.problem;
		else this.#forget(draft);
	}

	async giveUpAll(): Promise<void> {
		for (const draft of [...this.#drafts.values()]) await this.giveUp(draft);
	}

	#forget(draft: EntryDraft): void {
		this.#drafts.delete(draft.id);
		this.#homes.get(draft.id)?.close();
		this.#homes.delete(draft.id);
		if (this.current === draft) this.current = undefined;
	}

	/** Whether the row lies in the store now. */
	async save(draft: EntryDraft): Promise<boolean> {
		this.problem = undefined;
		if (this.saving || !draft.settleAll()) return false;
		const edits = draft.edits();
		const { id: memberId } = this.#writer;
		if (Object.keys(edits).length > 0) {
			this.saving = true;
			const args = { memberId, list: draft.list, entryId: draft.id, edits };
			const save = async (drafts?: DraftMove) => {
				const made = await this.#writer.mutate(putEntry, args, drafts);
				// Nothing is typed any more, so that nothing is kept again.
				if (made.ok) draft.fill({});
				return made;
			};
			const home = this.homeOf(draft);
			const result = await (home ? home.saving(save) : save()).finally(() => (this.saving = false));
			if (!result.ok) {
				this.problem = result.problem;
				return false;
			}
		}
		this.#forget(draft);
		return true;
	}

	async saveAll(): Promise<boolean> {
		for (const draft of this.unsaved) {
			if (await this.save(draft)) continue;
			this.#show(draft, this.problem);
			return false;
		}
		return true;
	}

	async remove(list: ListKey, entryId: string): Promise<void> {
		const seen = valuesOf(list, this.entry(list, entryId));
		const args = { memberId: this.#writer.id, list, entryId, seen };
		const result = await this.#writer.mutate(removeEntry, args);
		this.problem = result.ok ? undefined : result.problem;
		if (result.ok) this.removed.set(list, entryId);
	}

	/** 撤销 of the last removal. */
	async restore(list: ListKey): Promise<void> {
		const entryId = this.removed.get(list);
		if (entryId === undefined) return;
		const args = { memberId: this.#writer.id, list, entryId };
		const result = await this.#writer.mutate(restoreEntry, args);
		this.problem = result.ok ? undefined : result.problem;
		if (result.ok) this.removed.delete(list);
	}

	entry(list: ListKey, id: string): Entry | undefined {
		return entryOf(this.#member(), list, id);
	}

	#show(draft: EntryDraft, problem?: Problem): void {
		this.problem = problem;
		this.current = draft;
	}

	#draftOf(list: ListKey, id: string): EntryDraft {
		const replica = this.#replica;
		const initial: Record<string, string> =
			list === 'duties' ? { orgId: this.#member().branchId } : {};
		const draft = new EntryDraft({
			list,
			id,
			member: this.#member,
			stored: () => this.entry(list, id),
			initial,
			context: () => replica.context(),
			orgName: (orgId) => replica.org(orgId)?.fullName ?? ''
		});
		this.#drafts.set(id, draft);
		this.#homes.set(id, this.#homeFor(draft));
		return draft;
	}

	#homeFor(draft: EntryDraft): DraftHome<TypedEntry> {
		const replica = this.#replica;
		const { list, id } = draft;
		const { title, tab } = listOf(list);
		const { id: memberId, name } = this.#member();
		return replica.drafts.home({
			key: this.#key(id),
			title: () => `${draft.isNew ? '新增' : '编辑'}${title} · ${name}`,
			href: () => `/members/${memberId}/${tab}#${list}`,
			shape: TypedEntry,
			read: () => {
				const edits = draft.typed();
				return edits && { list, id, edits: edits as TypedEntry['edits'] };
			},
			lines: ({ edits }) => linesOf(replica, edits, (key) => entryPath(list, id, key)),
			fill: ({ edits }) => draft.fill(edits),
			// Saved or given up in another tab: its form is about nothing any more.
			clear: () => {
				draft.fill({});
				this.#forget(draft);
			}
		});
	}
}
