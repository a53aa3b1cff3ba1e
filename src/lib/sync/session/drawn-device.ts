import { z } from 'zod';
import { toBase64 } from '#store/disk/base64';
import type { Remembered } from '#sync/session/session-ports';

/** Id and secret for the next vault made here. The vault has them from then on. */
const DEVICE = 'branchbook.device';
const Drawn = z.object({ id: z.uuid(), secret: z.string() });
export type Drawn = z.infer<typeof Drawn>;

/** An id nobody has had yet, and the secret that will prove it. */
export function drawDevice(remembered: Remembered): Drawn {
	const bytes = crypto.getRandomValues(new Uint8Array(32));
	const secret = toBase64(bytes).replaceAll('+', '-').replaceAll('/', '_').replace('=', '');
	const drawn = { id: crypto.randomUUID(), secret };
	remembered.setItem(DEVICE, JSON.stringify(drawn));
	return drawn;
}

/** The one drawn for a vault that was not made yet, or a new one. */
export function drawnDevice(remembered: Remembered): Drawn {
	const kept = Drawn.safeParse(JSON.parse(remembered.getItem(DEVICE) ?? 'null'));
	return kept.success ? kept.data : drawDevice(remembered);
}

export function forgetDrawn(remembered: Remembered): void {
	remembered.removeItem(DEVICE);
}
