import type { Field } from '#domain/model/member/field';
import type { FieldKey } from '#domain/model/member/fields';
import type { PlaceKey } from '#domain/model/member/place';
import type { Finding } from '#domain/rules/rule';

/** What a form knows about one field beside the rules’ findings. */
export interface FieldState {
	value: string;
	/** Readable text of a field that cannot be edited here. */
	shown?: string | undefined;
	/** How an item that is not typed is changed. */
	procedure?: Remedy | undefined;
	required: boolean;
	/** Required, empty, and the person has been here or the record exists already. */
	missing: boolean;
	/** Whether it differs from what is stored. */
	changed: boolean;
	/** Why the text cannot be kept, in words. */
	problem?: string | undefined;
	/** The stored value changed while this one was being edited; both stay readable. */
	moved?: { saw: string; now: string; take: () => void; keep: () => void } | undefined;
	/** A value that follows from what is known, at one tap. */
	offer?: { label: string; value: string; take: () => void } | undefined;
}

/** A field whose text no record could hold, and why, in words. */
export interface Unreadable {
	field: PlaceKey;
	text: string;
}

/** What closes a finding somewhere else than in its field: 备注信息, 人工审核, another record. */
export interface Remedy {
	label: string;
	act: () => void;
}

/** What the fields of a form talk to. */
export interface FormModel {
	state(field: Field & { key: FieldKey }): FieldState;
	findings(key: FieldKey): readonly Finding[];
	remedy(finding: Finding): Remedy | undefined;
	type(key: FieldKey, text: string): void;
	settle(key: FieldKey): void;
}
