import { z } from 'zod';
import { editMember } from '#domain/mutations/member/edit-member';
import { MemberEdits, type Member } from '#domain/model/member/member';
import type { FieldKey } from '#domain/model/member/fields';
import type { Result } from '#domain/kernel/problem';
import type { DraftHome } from '#store/drafts/draft-home';
import type { Replica } from '#store/replica/replica';

const Typed = z.object({ edits: MemberEdits });

/** A form of one member without a screen: it holds what is typed and keeps it as every form does. */
export class TypedForm {
	readonly replica: Replica;
	readonly id: string;
	readonly home: DraftHome<{ edits: MemberEdits }>;
	edits: MemberEdits = {};
	/** How often the form was filled in or emptied from outside. */
	filled = 0;
	cleared = 0;

	constructor(replica: Replica, { id, name }: Pick<Member, 'id' | 'name'>) {
		this.replica = replica;
		this.id = id;
		this.home = replica.drafts.home({
			key: `member:${id}`,
			title: () => `党员信息维护 · ${name}`,
			href: () => `/members/${id}/basic`,
			shape: Typed,
			read: () => (Object.keys(this.edits).length > 0 ? { edits: this.edits } : undefined),
			lines: ({ edits }) =>
				Object.entries(edits).map(([label, edit]) => ({ label, text: edit.to })),
			fill: ({ edits }) => {
				this.edits = edits;
				this.filled += 1;
			},
			clear: () => {
				this.edits = {};
				this.cleared += 1;
			}
		});
	}

	/** A key press. */
	type(key: FieldKey, to: string): void {
		const from = this.edits[key]?.from ?? this.replica.member(this.id)?.[key] ?? '';
		this.edits = { ...this.edits, [key]: { from, to } };
		this.home.changed();
	}

	save(): Promise<Result<string>> {
		const { id, edits } = this;
		return this.home.saving(async (drafts) => {
			const args = { id, edits };
			const made = await this.replica.mutate(editMember, args, undefined, { drafts });
			if (made.ok && this.edits === edits) this.edits = {};
			return made;
		});
	}
}
