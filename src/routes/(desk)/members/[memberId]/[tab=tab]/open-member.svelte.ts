import type { Problem } from '#domain/kernel/problem';
import { TypedMember } from '#domain/drafts/typed-forms';
import { editMember } from '#domain/mutations/member/edit-member';
import type { FieldKey } from '#domain/model/member/fields';
import type { TabKey } from '#domain/model/member/field';
import type { Explained } from '#domain/model/member/explained';
import { editedKeys, type Member, type MemberEdits } from '#domain/model/member/member';
import { explainedBy } from '#domain/rules/explain';
import { valuesJudged } from '#domain/rules/explanation';
import { ruleOf } from '#domain/rules/registry';
import type { Finding, Rule } from '#domain/rules/rule';
import type { DraftMove } from '#store/disk/draft-disk';
import type { DraftHome } from '#store/drafts/draft-home';
import type { Replica } from '#store/replica/replica';
import type { Remedy } from '#ui/form/field-state';
import { MemberDraft } from '#ui/form/member-draft.runes';
import { linesOf } from '../../../drafts/draft-words';
import type { RecordWriter } from './record-writer';

const clock = new Intl.DateTimeFormat('zh-CN', { hour: '2-digit', minute: '2-digit' });

/** A form of its own over the record, such as 党员减少: one save for all of it. */
export interface OwnForm {
	key: string;
	title: string;
	href: string;
}

interface OpenPorts {
	/** The tab that stands open; undefined in a form of its own. */
	tab: () => TabKey | undefined;
	form?: OwnForm;
	remedy?: (finding: Finding) => Remedy | undefined;
	procedure?: (key: FieldKey) => Remedy | undefined;
}

/** One open record: what was typed, and its way into the store. */
export class OpenMember {
	readonly id: string;
	readonly draft: MemberDraft;
	/** Where what is typed is kept until it is saved. */
	readonly home: DraftHome<TypedMember>;
	readonly #replica: Replica;
	readonly #writer: RecordWriter;
	saving = $state(false);
	/** When the last save was durable, as a person reads it; shown until the next change (V-6). */
	saved = $state<string | undefined>();
	problem = $state.raw<Problem | undefined>();
	/** The last save was stopped by what the draft names; the list shrinks while that is mended. */
	stopped = $state(false);
	/** A refused change whose values were typed in again; it goes once they are saved (S-5). */
	#refused: string | undefined;
	#underWay: Promise<boolean> | undefined;
	/** The rule whose text is confirmed by the save under way. */
	#confirmed: Rule | undefined;

	/** Set while everything typed is saved, whichever tab shows it. */
	#everything = $state(false);

	constructor(
		replica: Replica,
		member: Member,
		writer: RecordWriter,
		{ tab, form, ...ports }: OpenPorts
	) {
		this.#replica = replica;
		this.#writer = writer;
		this.id = member.id;
		this.draft = new MemberDraft({
			// A record that left the scope meanwhile is still shown as it was.
			stored: () => replica.member(member.id) ?? member,
			context: () => replica.context(),
			tab: () => (this.#everything ? undefined : tab()),
			...ports
		});
		this.home = replica.drafts.home({
			key: form?.key ?? `member:${member.id}`,
			title: () => `${form?.title ?? '党员信息维护'} · ${this.draft.member.name}`,
			href: () => form?.href ?? `/members/${member.id}/${tab()}`,
			shape: TypedMember,
			read: () => this.#typed(this.draft.typed()),
			lines: ({ edits }) => linesOf(replica, edits),
			fill: ({ edits, refused }) => {
				this.draft.fill(edits);
				this.#refused = refused;
			},
			clear: () => {
				this.draft.fill({});
				this.#refused = undefined;
				this.problem = undefined;
				this.stopped = false;
			}
		});
	}

	#typed(edits: MemberEdits | undefined): TypedMember | undefined {
		const refused = this.#refused;
		return edits && (refused === undefined ? { edits } : { edits, refused });
	}

	/** What stays unsaved while these edits are saved: each tab saves by itself. */
	#restOf(sent: MemberEdits): TypedMember | undefined {
		const rest = Object.entries(this.draft.typed() ?? {}).filter(([key]) => !(key in sent));
		return this.#typed(rest.length > 0 ? Object.fromEntries(rest) : undefined);
	}

	/** Fills in what a refused change had left, over what is stored now. */
	mend(changeId: string, typed: ReadonlyMap<FieldKey, string>): void {
		this.#refused = changeId;
		// What was typed since then stands.
		const changed = this.draft.changed;
		for (const [key, text] of typed) if (!changed.includes(key)) this.draft.type(key, text);
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

	/**
	 * 保存 of every tab: before the record is left, and with 备注信息 or 说明仍适用. `explained`: the
	 * finding that the text of its rule is confirmed for, also where the text did not change.
	 */
	async saveAll(explained?: string): Promise<boolean> {
		this.#everything = true;
		this.#confirmed = explained === undefined ? undefined : ruleOf(explained);
		return this.save().finally(() => {
			this.#everything = false;
			this.#confirmed = undefined;
		});
	}

	async #save(): Promise<boolean> {
		this.problem = undefined;
		this.stopped = !this.draft.settleAll();
		if (this.stopped) return false;
		const edits = withConfirmed(this.draft.edits(), this.#confirmed, this.draft.member);
		if (Object.keys(edits).length === 0) return true;
		this.saving = true;
		const args = { id: this.id, edits, ...this.#explains(edits) };
		const save = async (drafts: DraftMove) => {
			const made = await this.#writer.mutate(editMember, args, drafts);
			if (made.ok) this.draft.saved(edits);
			return made;
		};
		const result = await this.home
			.saving(save, this.#restOf(edits))
			.finally(() => (this.saving = false));
		if (!result.ok) {
			this.problem = result.problem;
			return false;
		}
		this.saved = clock.format();
		// What was refused may stand on several tabs: it goes once all of it is saved.
		if (this.draft.changed.length === 0) await this.#giveUpRefused();
		return this.draft.changedHere.length === 0;
	}

	/** What the texts among the edits were written for, as it stands on the screen now. */
	#explains(edits: MemberEdits): { explains?: Explained } {
		const { member } = this.draft;
		const explained = explainedBy(member, editedKeys(edits), this.#replica.context());
		const rule = this.#confirmed;
		const explains = rule ? { ...explained, [rule.id]: valuesJudged(rule, member) } : explained;
		return Object.keys(explains).length > 0 ? { explains } : {};
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

/** With the text of the confirmed rule among them, although it is as it was. */
function withConfirmed(edits: MemberEdits, rule: Rule | undefined, member: Member): MemberEdits {
	const key = rule?.explanation?.in;
	if (!key || edits[key] || member[key] === '') return edits;
	return { ...edits, [key]: { from: member[key], to: member[key] } };
}
