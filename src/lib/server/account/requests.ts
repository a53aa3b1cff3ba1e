import { z } from 'zod';
import { DeviceName } from '#domain/account/device';
import { HandoverDecision } from '#domain/account/handover';
import { storable } from '#server/db/storable';

const account = z.string().max(60).transform(storable);
/** The own password once more; no password is ever chosen for somebody else. */
const password = z.string().max(1000);

export const RenameRequest = z.strictObject({ name: DeviceName });
export const RevokeRequest = z.strictObject({ account, device: z.uuid(), password });
export const ResetRequest = z.strictObject({ account, password });
export const LockRequest = z.strictObject({ account, locked: z.boolean(), password });
export const HandoverRequest = z.strictObject({
	device: z.uuid(),
	decision: HandoverDecision,
	password
});
export const HandoverQuery = z.strictObject({
	device: z.uuid().optional(),
	from: z.coerce.number().int().min(0).optional()
});
