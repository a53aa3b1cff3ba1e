import { z } from 'zod';

/**
 * Two authors gave one field different values (S-4). Both stay readable until a person decides.
 * The id is the change that lost or displaced a value plus the field, so that a resend adds nothing.
 */
export const Conflict = z.looseObject({
	id: z.string(),
	memberId: z.string(),
	branchId: z.string(),
	field: z.string(),
	/** The value that stands on the record. */
	kept: z.string(),
	/** The value that does not. */
	other: z.string(),
	/** Who wrote the value that does not stand, and when by his own clock. */
	otherBy: z.string(),
	otherAt: z.string(),
	touchedBy: z.string()
});
export type Conflict = z.infer<typeof Conflict>;
