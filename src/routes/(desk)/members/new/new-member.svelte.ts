import { orgType } from '#domain/codes/org-type';
import { TypedMember } from '#domain/drafts/typed-forms';
import type { Problem } from '#domain/kernel/problem';
import { admitMember } from '#domain/mutations/member/admit-member';
import { fieldOf, type FieldKey } from '#domain/model/member/fields';
import { blankMember, type MemberInput } from '#domain/model/member/member';
import { normalise } from '#domain/model/member/normalise';
import { unfitFor } from '#domain/model/member/value-shape';
import type { Org } from '#domain/model/org/org';
import type { Finding } from '#domain/rules/rule';
import type { DraftMove } from '#store/disk/draft-disk';
import type { DraftHome } from '#store/drafts/draft-home';
import type { Replica } from '#store/replica/replica';
import type { Remedy } from '#ui/form/field-state';
import { MemberDraft } from '#ui/form/member-draft.runes';
import { linesOf } from '../../drafts/draft-words';

/** Every 补录 is a draft of its own: two can wait side by side. */
export const ADMIT_KEY = 'admit:';

/** The record that the address asks to go on with; a new one where it asks for none. */
export function admittedId(replica: Replica, asked: URLSearchParams): string {
	const refused = asked.get('refused');
	const begun = replica.drafts
		.under(ADMIT_KEY)
		.find(
			({ payload }) => refused !== null && TypedMember.safeParse(payload).data?.refused === refused
		);
	const id = begun?.key.slice(ADMIT_KEY.length) ?? asked.get('draft');
	return id && /^[0-9a-f-]{36}$/.test(id) && !replica.member(id) ? id : crypto.randomUUID();
}

/** 补录 of one member: a blank record, the branch it goes to, and its way into the store. */
export class NewMember {
	readonly id: string;
	readonly draft: MemberDraft;
	/** Where what is typed is kept until it is saved. */
	readonly home: DraftHome<TypedMember>;
	readonly #replica: Replica;
	#refused: string | undefined;
	branchId = $state('');
	saving = $state(false);
	problem = $state.raw<Problem | undefined>();
	/** The last save was stopped by what the draft names; the list shrinks while that is mended. */
	stopped = $state(false);

	/** What follows from 补录 itself: it is for newly developed members only. */
	readonly #given: MemberInput;

	constructor(
		replica: Replica,
		ports: { id: string; orgId: string; remedy: (finding: Finding) => Remedy | undefined }
	) {
		const { id, orgId, remedy } = ports;
		this.#replica = replica;
		this.id = id;
		this.#given = newlyDeveloped(replica.context().today);
		const here = replica.org(orgId);
		if (here && holdsMembers(here)) this.branchId = orgId;
		else if (this.branches.length === 1) this.branchId = this.branches[0]?.id ?? '';
		this.draft = new MemberDraft({
			stored: () => ({ ...blankMember(this.id), ...this.#given, branchId: this.branchId }),
			context: () => ({
				...replica.context(),
				admitting: { byCommittee: replica.account.kind === 'a' }
			}),
			remedy,
			fresh: true
		});
		this.home = replica.drafts.home({
			key: `${ADMIT_KEY}${id}`,
			title: () => `补录 · ${this.draft.member.name || '（未填姓名）'}`,
			href: () => `/members/new?draft=${id}`,
			shape: TypedMember,
			read: () => this.#typed(),
			lines: ({ edits }) => linesOf(replica, edits),
			fill: (typed) => {
				this.draft.fill(typed.edits);
				this.branchId = typed.branchId ?? this.branchId;
				this.#refused = typed.refused;
			},
			clear: () => this.revert()
		});
	}

	#typed(): TypedMember | undefined {
		const edits = this.draft.typed();
		if (!edits) return undefined;
		const refused = this.#refused;
		return { edits, branchId: this.branchId, ...(refused === undefined ? {} : { refused }) };
	}

	/** Fills in what a refused 补录 had left; it goes once this one is saved (S-5). */
	mend(changeId: string, typed: ReadonlyMap<FieldKey, string>): void {
		this.#refused = changeId;
		// What was typed since then stands.
		const { changed } = this.draft;
		for (const [key, text] of typed) {
			if (key === 'branchId') this.branchId = text;
			else if (!changed.includes(key)) this.draft.type(key, text);
		}
	}

	/** The branches a record may go to, in the order of their codes. */
	get branches(): readonly Org[] {
		return [...this.#replica.orgs()]
			.filter(holdsMembers)
			.sort((a, b) => (a.code < b.code ? -1 : 1));
	}

	/** Whether the record lies in the store now. */
	async save(): Promise<boolean> {
		if (this.saving) return false;
		this.problem = undefined;
		this.stopped = !this.draft.settleAll();
		if (this.stopped || this.branchId === '') return false;
		const values: MemberInput & { branchId: string } = {
			...this.#given,
			branchId: this.branchId,
			joinBranchName: branchName(this.#replica.org(this.branchId))
		};
		for (const [key, edit] of Object.entries(this.draft.edits())) {
			values[key as FieldKey] = edit.to;
		}
		// A newly developed member enters the branch on the day of joining.
		values.enteredBranchOn ||= values.joinDate ?? '';
		this.saving = true;
		const save = async (drafts: DraftMove) => {
			const args = { id: this.id, values, imported: false };
			const made = await this.#replica.mutate(admitMember, args, undefined, { drafts });
			if (made.ok) this.draft.fill({});
			return made;
		};
		const result = await this.home.saving(save).finally(() => (this.saving = false));
		if (!result.ok) this.problem = result.problem;
		else if (this.#refused !== undefined) await this.#replica.discard(this.#refused);
		return result.ok;
	}

	revert(): void {
		this.draft.revert();
		this.problem = undefined;
		this.stopped = false;
	}
}

/** 人员类别, 增加方式 and the day of entry, as 补录 sets them. */
function newlyDeveloped(today: string): MemberInput {
	return {
		memberCategory: '2',
		increaseMode: 'new',
		joinOrgType: 'new',
		enterBranchType: '0',
		entrySystemType: '0',
		entrySystemOn: today,
		developedHere: '1'
	};
}

/** 入党时所在党支部. A name of before the shapes may be in another spelling, or be no value of the field. */
function branchName(org: Org | undefined): string {
	const field = fieldOf('joinBranchName');
	const name = normalise(field, org?.fullName ?? '');
	return unfitFor(field, name) === undefined ? name : '';
}

function holdsMembers(org: Org): boolean {
	return orgType.row(org.type)?.holdsMembers === true;
}
