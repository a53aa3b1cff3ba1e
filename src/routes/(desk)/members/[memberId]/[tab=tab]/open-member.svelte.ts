import type { Problem } from '#domain/kernel/problem';
import { editMember } from '#domain/member/edit-member';
import type { FieldKey } from '#domain/member/fields';
import type { TabKey } from '#domain/member/field';
import type { Member } from '#domain/member/member';
import type { Finding } from '#domain/rules/rule';
import type { Replica } from '#store/replica';
import type { Remedy } from '#ui/field-state';
import { MemberDraft } from '#ui/member-draft.runes';

const clock = new Intl.DateTimeFormat('zh-CN', { hour: '2-digit', minute: '2-digit' });

/** One open record: what was typed, and its way into the store. */
export class OpenMember {
	readonly id: string;
	readonly draft: MemberDraft;
	readonly #replica: Replica;
	saving = $state(false);
	/** When the last save was durable, as a person reads it; shown until the next change (V-6). */
	saved = $state<string | undefined>();
	problem = $state.raw<Problem | undefined>();
	/** The last save was stopped by what the draft names; the list shrinks while that is mended. */
	stopped = $state(false);
	/** A refused change whose values were typed in again; it goes once they are saved (S-5). */
	#refused: string | undefined;
	#underWay: Promise<boolean> | undefined;

	/** Set while everything typed is saved, whichever tab shows it. */
	#everything = $state(false);

	constructor(
		replica: Replica,
		member: Member,
		ports: { tab: () => TabKey; remedy: (finding: Finding) => Remedy | undefined }
	) {
		this.#replica = replica;
		this.id = member.id;
		this.draft = new MemberDraft({
			// A record that left the scope meanwhile is still shown as it was.
			stored: () => replica.member(member.id) ?? member,
			context: () => replica.context(),
			tab: () => (this.#everything ? undefined : ports.tab()),
			remedy: ports.remedy
		});
	}

	/** Fills in what a refused change had left, over what is stored now. */
	mend(changeId: string, typed: ReadonlyMap<FieldKey, string>): void {
		this.#refused = changeId;
		for (const [key, text] of typed) this.draft.type(key, text);
	}

	/** Whether the last save did not save, and the screen says why. */
	get blocked(): boolean {
		return this.stopped || this.problem !== undefined;
	}

	/** Whether everything typed lies in the store now. Asked again meanwhile, it is the same save. */
	save(): Promise<boolean> {
		this.#underWay ??= this.#save().finally(() => (this.#underWay = undefined));
		return this.#underWay;
	}

	/** 保存 of every tab: before the record is left. */
	async saveAll(): Promise<boolean> {
		this.#everything = true;
		return this.save().finally(() => (this.#everything = false));
	}

	async #save(): Promise<boolean> {
		this.problem = undefined;
		this.stopped = !this.draft.settleAll();
		if (this.stopped) return false;
		const edits = this.draft.edits();
		if (Object.keys(edits).length === 0) return true;
		this.saving = true;
		const result = await this.#replica
			.mutate(editMember, { id: this.id, edits })
			.finally(() => (this.saving = false));
		if (!result.ok) {
			this.problem = result.problem;
			return false;
		}
		this.draft.saved(edits);
		this.saved = clock.format();
		// What was refused may stand on several tabs: it goes once all of it is saved.
		if (this.draft.changed.length === 0) await this.#giveUpRefused();
		return this.draft.changedHere.length === 0;
	}

	/** What was mended is a new change; the old one would only ask again. */
	async #giveUpRefused(): Promise<void> {
		if (this.#refused === undefined) return;
		const given = await this.#replica.discard(this.#refused);
		if (given.ok) this.#refused = undefined;
	}

	revert(): void {
		this.draft.revert();
		this.problem = undefined;
		this.stopped = false;
	}
}
