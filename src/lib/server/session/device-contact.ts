import type { SyncRequest } from '#domain/protocol/protocol';
import { ageOf } from '#server/age';
import type { App } from '#server/app';
import { noteKnown } from '#server/sync/device-knew';
import type { SignedIn } from '#server/session/session';

/** A device that only asks is noted at most this often: a quiet exchange writes nothing. */
const NOTED_EVERY = 300_000;

/** When a device was here last, and what it said it still holds. */
export async function noteContact(
	app: App,
	signedIn: SignedIn,
	request: SyncRequest
): Promise<void> {
	const { unsent, changes } = request;
	const judged = changes.length;
	const { account, device, contact } = signedIn;
	const now = app.now();
	const left = unsent === undefined ? contact.unsent : Math.max(0, unsent - judged);
	const age = ageOf(contact.last, now);
	if (left === contact.unsent && judged === 0 && age < NOTED_EVERY) return;
	await app.db
		.updateTable('device')
		.set({ last_exchange: now.toISOString(), unsent: left })
		.where('account', '=', account)
		.where('id', '=', device)
		.execute();
	if (judged === 0) await noteKnown(app.db, signedIn, request);
}
