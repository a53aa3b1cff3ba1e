import { z } from 'zod';
import type { Signature } from '#domain/kernel/signature';

/** The change, the item, and after 合并 the other record, parted by colons. */
export const ConflictId = z.string().regex(/^[0-9a-f-]{36}:[\w/-]{1,100}(?::[0-9a-f-]{36})?$/);

/** One of two values, and who gave it; an older record may not know who. */
export interface Side extends Partial<Signature> {
	value: string;
	/** A 党籍状态 that does not stand: what its author gave with it (stoppedOn, leaveDate …). */
	facts?: Readonly<Record<string, string>>;
}

export interface Settlement extends Signature {
	choice: 'keep' | 'take';
	/** What the field held when it was decided; 撤销 puts it back. */
	from: string;
}

/**
 * Two authors gave one field different values (S-4). It lies in the record itself, so that it
 * syncs, moves and is withdrawn with it. Both values stay readable for good.
 */
export interface Conflict {
	/** The change that lost or displaced a value, and the field: a resend adds nothing. */
	id: string;
	field: string;
	/** The value that stood on the record when the conflict opened. */
	kept: Side;
	/** The value that did not. */
	other: Side;
	/** Null while it is open. */
	settled: Settlement | null;
	/** Two devices decided differently, so that it is open again: what each of them chose. */
	differing?: Settlement[];
}
