import { z } from 'zod';
import { seenShape } from '#domain/kernel/text-shape';
import { editShape } from '#domain/model/member/edit';
import type { Entries } from '#domain/model/member/entry';
import { refuse } from '#domain/kernel/problem';
import type { Conflict } from '#domain/model/member/conflict';
import type { Proposal } from '#domain/model/member/departure';
import type { Explained } from '#domain/model/member/explained';
import type { Field } from '#domain/model/member/field';
import { fields, type FieldKey } from '#domain/model/member/fields';
import type { HeldElsewhere } from '#domain/model/member/held-elsewhere';
import type { Photographed } from '#domain/model/member/photo';
import type { TrailEntry } from '#domain/model/member/trail-entry';
import type { Flag } from '#domain/model/report/flag';
import type { Report } from '#domain/model/report/report';

/** Every value of the catalogue is a text; '' is an empty field. Codes, dates and flags are texts too. */
export type MemberValues = { [Key in FieldKey]: string };

/**
 * A member’s record. Beside the catalogue’s values it carries what the system keeps:
 * the id, the last change that touched it, and whether an undone import withdrew it.
 * Fields a newer client knows and this one does not stay in the row untouched (S-11).
 */
export type Member = MemberValues & {
	id: string;
	touchedBy: string;
	/** The change of the import that brought the record, where one did. */
	importedBy: string;
	/** '1' when the import that brought the record was undone; such a record is in no list. */
	retracted: string;
	/** The rows of the list tabs; absent on a record that never had one. */
	entries?: Entries;
	/** The photo that shows, and the former ones; see photo.ts. */
	photo?: Photographed['photo'];
	photos?: Photographed['photos'];
	/** What 备注信息 and the reasons of 人工审核 were given for; absent where none was. */
	explained?: Explained;
	/** Reasons of 人工审核 whose finding went away; offered when it comes back. */
	formerReasons?: Readonly<Record<string, string>>;
	/** 修改记录: every change of the record, the newest last. It is never cut. */
	trail: TrailEntry[];
	/** Fields two authors disagree on, open and settled (S-4). */
	conflicts: Conflict[];
	/** Late edits of a branch the member has left, waiting and decided (S-7). */
	proposals: Proposal[];
	/** 问题数据 the branch has sent up, the newest last; absent where it never did. */
	reports?: Report[];
	/** Set while an organisation above has marked the record as 问题数据 (ID-90). */
	flaggedProblem?: Flag;
	/** Written by the server alone; absent where no other branch lists the ID number. */
	heldElsewhere?: HeldElsewhere;
	/** The branches the member has left, the last one last. */
	left: string[];
	/** On a record that gave way to another one of the same person: which, and how to take it back. */
	merged?: Merged;
	/** The records that gave way to this one, directly or through one of them. */
	absorbed?: string[];
};

/**
 * 合并: two records of one person became one. The record that gave way is kept as a stub under its
 * own id; it names the survivor, keeps every value and its history, and is in no list.
 */
export interface Merged {
	/** The record that stands for the person now. */
	into: string;
	/** The change that merged the two. */
	change: string;
	/** The branch this record belonged to; 撤销 puts it back there. */
	branchId: string;
	/** The survivor as it was, without its history; 撤销 puts it back. */
	before: Omit<Member, 'trail' | 'heldElsewhere'>;
}

/** A record with every field empty except what a new record starts with. */
export function blankMember(id: string): Member {
	return {
		...perField((field) => field.initial ?? ''),
		id,
		touchedBy: '',
		importedBy: '',
		retracted: '',
		trail: [],
		conflicts: [],
		proposals: [],
		left: []
	};
}

/** One entry per field of the catalogue. */
function perField<T>(make: (field: Field) => T): { [Key in FieldKey]: T } {
	return Object.fromEntries(fields.map((field): [string, T] => [field.key, make(field)])) as {
		[Key in FieldKey]: T;
	};
}

/** Values of a record as somebody saw or typed them. */
export const MemberSeen = z.strictObject(perField(() => seenShape())).partial();
export type MemberSeen = z.infer<typeof MemberSeen>;

/**
 * Values of a new record: any of the catalogue, the rest stays as a blank record has it. Whether each
 * fits its field is judged by the mutation (refuse-unfit.ts).
 */
export type MemberInput = MemberSeen;

/**
 * What changed in one save: per field the value its author saw and the value he left (S-4). Whether
 * the latter fits is judged beside the record (refuse-unfit.ts).
 */
export const MemberEdits = z.strictObject(perField(() => editShape(seenShape()))).partial();
export type MemberEdits = z.infer<typeof MemberEdits>;

/** The fields of an edit. */
export function editedKeys(edits: MemberEdits): FieldKey[] {
	return Object.keys(edits) as FieldKey[];
}

/** The conflict of that id, open or settled. */
export function conflictOf(member: Member, id: string): Conflict {
	const conflict = member.conflicts.find((one) => one.id === id);
	return conflict ?? refuse({ code: 'record.missing', table: 'conflict', id });
}
