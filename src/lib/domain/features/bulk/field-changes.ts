import { bulkChangeId, type BulkChange } from '#domain/features/bulk/bulk-change';
import { editMember } from '#domain/mutations/member/edit-member';
import type { FieldKey } from '#domain/model/member/fields';
import type { Member, MemberEdits } from '#domain/model/member/member';

/** 保存 of the same values on each of these records, every edit with the value seen (S-4). */
export function valueChanges(
	members: readonly Member[],
	valuesFor: (member: Member) => Partial<Record<FieldKey, string>>,
	batch: string
): BulkChange[] {
	return members.map((member, index) => ({
		memberId: member.id,
		mutation: editMember,
		args: { id: member.id, edits: editsOf(member, valuesFor(member)) },
		changeId: bulkChangeId(batch, index + 1)
	}));
}

function editsOf(member: Member, values: Partial<Record<FieldKey, string>>): MemberEdits {
	const keys = Object.keys(values) as FieldKey[];
	return Object.fromEntries(
		keys.map((key) => [key, { from: member[key] ?? '', to: values[key] ?? '' }])
	);
}
