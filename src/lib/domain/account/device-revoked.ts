import { z } from 'zod';

/** The status of the one answer that tells a device it was revoked. */
export const REVOKED_STATUS = 410;

/**
 * The whole answer, a fixed contract of its own version (V-5). Whatever is not exactly this, from
 * the server or from anything in between, removes nothing from a device.
 */
export const DeviceRevoked = z.strictObject({
	code: z.literal('device.revoked'),
	version: z.literal(1),
	device: z.uuid()
});
export type DeviceRevoked = z.infer<typeof DeviceRevoked>;

export function deviceRevoked(device: string): DeviceRevoked {
	return { code: 'device.revoked', version: 1, device };
}
