import type { Signature } from '#domain/kernel/signature';

export type TrailKind =
	| 'admitted'
	| 'imported'
	| 'edited'
	| 'retracted'
	| 'reinstated'
	| 'moved'
	| 'settled'
	| 'reopened'
	| 'adopted'
	| 'removed'
	| 'restored'
	| 'photo-set'
	| 'photo-removed'
	| 'merged'
	| 'merged-away'
	| 'unmerged'
	| 'flagged'
	| 'unflagged';

/** One line of 修改记录. */
export interface TrailEntry extends Signature {
	kind: TrailKind;
	/** Per field what stood before and after; twice the same where a value was confirmed. */
	edits: Record<string, [from: string, to: string]>;
	/** Values that were given and do not stand: a conflict holds them until a person decides. */
	aside?: Record<string, string>;
	/** kind adopted: whose proposal it was. */
	author?: string;
	/** kinds removed and restored: which row of a list, `list/entry id`. */
	row?: string;
	/** kinds of 合并 and its 撤销: the other record. */
	record?: string;
	/** kind merged: values of the other record that were seen and do not stand. */
	gaveWay?: Record<string, string>;
	/** kinds flagged and unflagged: the words that were given. */
	text?: string;
	/** kind moved: the names of both branches, since neither side sees the other’s record. */
	branches?: [from: string, to: string];
}
