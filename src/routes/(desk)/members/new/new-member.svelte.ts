import { orgType } from '#domain/codes/org-type';
import type { Problem } from '#domain/kernel/problem';
import { admitMember } from '#domain/member/admit-member';
import type { FieldKey } from '#domain/member/fields';
import { blankMember, type MemberInput } from '#domain/member/member';
import type { Org } from '#domain/org/org';
import type { Finding } from '#domain/rules/rule';
import type { Replica } from '#store/replica';
import type { Remedy } from '#ui/field-state';
import { MemberDraft } from '#ui/member-draft.runes';

/** 补录 of one member: a blank record, the branch it goes to, and its way into the store. */
export class NewMember {
	readonly id = crypto.randomUUID();
	readonly draft: MemberDraft;
	readonly #replica: Replica;
	#refused: string | undefined;
	branchId = $state('');
	saving = $state(false);
	problem = $state.raw<Problem | undefined>();
	/** The last save was stopped by what the draft names; the list shrinks while that is mended. */
	stopped = $state(false);

	/** What follows from 补录 itself: it is for newly developed members only. */
	readonly #given: MemberInput;

	constructor(replica: Replica, orgId: string, remedy: (finding: Finding) => Remedy | undefined) {
		this.#replica = replica;
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
	}

	/** Fills in what a refused 补录 had left; it goes once this one is saved (S-5). */
	mend(changeId: string, typed: ReadonlyMap<FieldKey, string>): void {
		this.#refused = changeId;
		for (const [key, text] of typed) {
			if (key === 'branchId') this.branchId = text;
			else this.draft.type(key, text);
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
			joinBranchName: this.#replica.org(this.branchId)?.fullName ?? ''
		};
		for (const [key, edit] of Object.entries(this.draft.edits())) {
			values[key as FieldKey] = edit.to;
		}
		// A newly developed member enters the branch on the day of joining.
		values.enteredBranchOn ||= values.joinDate ?? '';
		this.saving = true;
		const result = await this.#replica
			.mutate(admitMember, { id: this.id, values, imported: false })
			.finally(() => (this.saving = false));
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

function holdsMembers(org: Org): boolean {
	return orgType.row(org.type)?.holdsMembers === true;
}
