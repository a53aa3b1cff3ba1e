import {
	changesOf,
	JournalEntry,
	PHOTO_OWNER,
	sealedPlace,
	type Rescue,
	type Rescued,
	type RescueEntry
} from '#domain/account/rescue';
import { Draft } from '#domain/drafts/draft';
import type { Change } from '#domain/protocol/change';
import { openSealed } from '#server/account/open-sealed';
import { opened } from '#server/account/opened';
import {
	quarantine,
	quarantineDrafts,
	quarantinePhotos,
	type HandedDraft,
	type HandedPhoto
} from '#server/account/quarantine';
import { principalOf } from '#server/account/principal-of';
import type { App } from '#server/app';
import type { Trx } from '#server/db/schema';
import { transact } from '#server/db/transact';
import { takeWhole } from '#server/photo/take-piece';
import { provePassword, type Confirmed } from '#server/session/confirm-password';
import type { ProvenDevice } from '#server/session/device';
import { openKey } from '#server/session/key-seal';
import { standingOf } from '#server/session/standing';
import { holdClock } from '#server/sync/hold-clock';
import type { Principal } from '#server/sync/principal';

export type HandedOver =
	| { kind: 'taken'; value: Rescued }
	/** A superior has locked the account: nothing is taken before it is unlocked. */
	| { kind: 'locked' }
	/** No key in escrow: the account’s password has to be shown, and was not the right one. */
	| Exclude<Confirmed, { kind: 'right' }>;

const nothing = { applied: 0, refused: 0, unreadable: 0, unjudged: 0 };

/**
 * The one thing a revoked device may still do. Nothing of it reaches a record here: changes and
 * photos are kept apart until a superior releases them. The first complete hand-over closes it.
 */
export async function takeHandover(
	app: App,
	device: ProvenDevice,
	handover: Rescue
): Promise<HandedOver> {
	// Its last answer was cut: everything is here already, and nothing more is taken.
	if (device.wiped) return { kind: 'taken', value: nothing };
	// A key the device brings itself proves nothing: it could have been drawn a moment ago.
	const proof =
		device.escrow === null
			? await provePassword(
					app,
					{ account: device.account, device: device.id },
					handover.password ?? ''
				)
			: undefined;
	if (proof && proof.kind !== 'right') return proof;
	const key = keyFor(app, device, handover.key);
	const content = contentOf(key, device.account, handover);
	const at = app.now().toISOString();
	return transact(app.db, (trx) => keep(trx, { device, proof, content, last: handover.last }, at));
}

interface Keeping {
	device: ProvenDevice;
	proof: Confirmed | undefined;
	content: Content;
	last: boolean;
}

/** Under the campus clock, which locking, resetting and revoking take as well. */
async function keep(
	trx: Trx,
	{ device, proof, content, last }: Keeping,
	at: string
): Promise<HandedOver> {
	const principal = await principalOf(trx, device);
	await holdClock(trx, principal.campus);
	const account = await standingOf(trx, device.account);
	if (!account || account.locked !== 0) return { kind: 'locked' };
	if (proof?.kind === 'right' && proof.generation !== account.generation) {
		return { kind: 'refused' };
	}
	if (await isClosed(trx, device)) return { kind: 'taken', value: nothing };
	const held = await quarantine(trx, principal, content.changes, at);
	const drafts = await quarantineDrafts(trx, principal, content.drafts, at);
	await keepPhotos(trx, principal, content.photos, at);
	if (last && content.unreadable === 0) await close(trx, device, at);
	return { kind: 'taken', value: { ...nothing, held, drafts, unreadable: content.unreadable } };
}

/** Bytes that a record names by their hash can be no others; the rest waits with its changes. */
async function keepPhotos(
	trx: Trx,
	principal: Principal,
	photos: readonly HandedPhoto[],
	at: string
): Promise<void> {
	const unnamed: HandedPhoto[] = [];
	for (const photo of photos) {
		const name = { member: photo.member, photo: photo.id };
		if ((await takeWhole(trx, principal, name, photo.data, at)) === 'refused') unnamed.push(photo);
	}
	await quarantinePhotos(trx, principal, unnamed, at);
}

function keyFor(app: App, device: ProvenDevice, given: string | undefined): Buffer | undefined {
	if (device.escrow !== null) return openKey(app, device.account, device.id, device.escrow);
	const key = given === undefined ? undefined : Buffer.from(given, 'base64');
	return key?.length === 32 ? key : undefined;
}

interface Content {
	changes: Change[];
	drafts: HandedDraft[];
	photos: HandedPhoto[];
	unreadable: number;
}

function contentOf(
	key: Buffer | undefined,
	account: string,
	{ entries, photos = [], drafts = [] }: Rescue
): Content {
	const content: Content = { changes: [], drafts: [], photos: [], unreadable: 0 };
	for (const entry of entries) {
		const read = openEntry(key, account, entry);
		if (read) content.changes.push(...changesOf(read));
		else content.unreadable += 1;
	}
	for (const { id, sealed } of drafts) {
		const draft = Draft.safeParse(openSealed(key, sealedPlace(account, 'draft', id), sealed));
		if (draft.success) content.drafts.push({ id, draft: draft.data });
		else content.unreadable += 1;
	}
	for (const { id, sealed } of photos) {
		const plain = opened(key, sealedPlace(account, 'photo', id), sealed);
		if (!plain) {
			content.unreadable += 1;
			continue;
		}
		const member = plain.toString('latin1', 0, PHOTO_OWNER);
		content.photos.push({ member, id, data: plain.subarray(PHOTO_OWNER) });
	}
	return content;
}

function openEntry(
	key: Buffer | undefined,
	account: string,
	{ id, sealed }: RescueEntry
): JournalEntry | undefined {
	const place = sealedPlace(account, 'journal', id);
	const parsed = JournalEntry.safeParse(openSealed(key, place, sealed));
	return parsed.success ? parsed.data : undefined;
}

async function isClosed(trx: Trx, { id }: ProvenDevice): Promise<boolean> {
	const found = await trx
		.selectFrom('device')
		.select('id')
		.where('id', '=', id)
		.where('revoked_at', 'is not', null)
		.where('wiped_at', 'is', null)
		.executeTakeFirst();
	return found === undefined;
}

/** Everything is here: the key has done its last service, and the door is shut. */
async function close(trx: Trx, { id }: ProvenDevice, at: string): Promise<void> {
	await trx
		.updateTable('device')
		.set({ wiped_at: at, last_exchange: at, unsent: 0, escrow: null })
		.where('id', '=', id)
		.execute();
}
