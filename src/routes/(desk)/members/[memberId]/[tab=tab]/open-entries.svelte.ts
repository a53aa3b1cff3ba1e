import { SvelteMap } from 'svelte/reactivity';
import type { Problem } from '#domain/kernel/problem';
import { entryOf, valuesOf } from '#domain/member/entries';
import type { Entry } from '#domain/member/entry';
import type { ListKey } from '#domain/member/lists';
import type { Member } from '#domain/member/member';
import { putEntry } from '#domain/member/put-entry';
import { removeEntry, restoreEntry } from '#domain/member/remove-entry';
import type { Replica } from '#store/replica';
import { EntryDraft } from '#ui/entry-draft.runes';

/** The rows of one record’s list tabs: forms under way, removals that can be taken back. */
export class OpenEntries {
	readonly #replica: Replica;
	readonly #member: () => Member;
	/** Forms with something typed stay here when their sheet is closed. */
	readonly #drafts = new SvelteMap<string, EntryDraft>();
	/** The row whose form is open. */
	current = $state.raw<EntryDraft | undefined>();
	/** The row removed last, per list, as long as the page is open. */
	readonly removed = new SvelteMap<ListKey, string>();
	saving = $state(false);
	problem = $state.raw<Problem | undefined>();

	constructor(replica: Replica, member: () => Member) {
		this.#replica = replica;
		this.#member = member;
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
		if (draft && !draft.touched) this.#drafts.delete(draft.id);
		this.current = undefined;
	}

	giveUp(draft: EntryDraft): void {
		this.#drafts.delete(draft.id);
		if (this.current === draft) this.current = undefined;
	}

	/** Whether the row lies in the store now. */
	async save(draft: EntryDraft): Promise<boolean> {
		this.problem = undefined;
		if (this.saving || !draft.settleAll()) return false;
		const edits = draft.edits();
		const { id: memberId } = this.#member();
		if (Object.keys(edits).length > 0) {
			this.saving = true;
			const result = await this.#replica
				.mutate(putEntry, { memberId, list: draft.list, entryId: draft.id, edits })
				.finally(() => (this.saving = false));
			if (!result.ok) {
				this.problem = result.problem;
				return false;
			}
		}
		this.giveUp(draft);
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
		const args = { memberId: this.#member().id, list, entryId, seen };
		const result = await this.#replica.mutate(removeEntry, args);
		this.problem = result.ok ? undefined : result.problem;
		if (result.ok) this.removed.set(list, entryId);
	}

	/** 撤销 of the last removal. */
	async restore(list: ListKey): Promise<void> {
		const entryId = this.removed.get(list);
		if (entryId === undefined) return;
		const args = { memberId: this.#member().id, list, entryId };
		const result = await this.#replica.mutate(restoreEntry, args);
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
		return draft;
	}
}
