import type { Field, TabKey } from '#domain/model/member/field';

/** One item of a row; like an item of the record, except that its list says where it stands. */
export type EntryField = Omit<Field, 'tab' | 'alsoOn' | 'group' | 'national' | 'headers'>;

/**
 * A tab’s rows: schema, form, list, rules and words follow from it. A member may have any number
 * of entries in it, each under an id of its own, so that two people can add two (S-4).
 */
export interface EntryList {
	readonly key: string;
	/** What one of its rows is, as the heading and the empty list name it. */
	readonly title: string;
	readonly tab: TabKey;
	/** The items whose values name a row in the list. */
	readonly head: readonly string[];
	/** The day by which the newest comes first. */
	readonly date: string;
	readonly fields: readonly EntryField[];
}
