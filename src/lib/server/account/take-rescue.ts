import {
	changesOf,
	JournalEntry,
	sealedPlace,
	type Rescue,
	type Rescued,
	type RescueEntry
} from '#domain/account/rescue';
import type { Change } from '#domain/mutation/change';
import { limits } from '#domain/mutation/protocol';
import { openSealed } from '#server/account/open-sealed';
import { takePhotos } from '#server/account/take-photos';
import { whoIs } from '#server/account/who-is';
import type { App } from '#server/app';
import { logError } from '#server/log';
import type { ProvenDevice } from '#server/session/device';
import { openKey } from '#server/session/escrow';
import { acceptAll } from '#server/sync/accept';
import type { Who } from '#server/sync/who';

/**
 * The one thing a revoked device may still do: its changes are judged as its account’s, exactly as
 * an exchange would have judged them. What was sent before gets its first verdict again (S-2).
 */
export async function takeRescue(app: App, device: ProvenDevice, rescue: Rescue): Promise<Rescued> {
	// Its last answer was cut: everything is here already.
	if (device.wiped) return { applied: 0, refused: 0, unreadable: 0, unjudged: 0 };
	const key = keyFor(app, device, rescue.key);
	const entries = rescue.entries.map((entry) => openEntry(key, device.account, entry));
	const changes = entries.flatMap((entry) => (entry ? changesOf(entry) : []));
	const who = await whoIs(app.db, device);
	const result = await judgeAll(app, who, unique(changes));
	const photos = await takePhotos(app, who, key, rescue.photos ?? []);
	const unreadable = entries.filter((entry) => entry === undefined).length + photos.unreadable;
	const isWhole = unreadable === 0 && result.unjudged === 0;
	if (rescue.last && isWhole) await markWiped(app, device);
	const lost = photos.refused > 0 ? { photosRefused: photos.refused } : {};
	return { ...result, unreadable, ...lost };
}

function keyFor(app: App, device: ProvenDevice, given: string | undefined): Buffer | undefined {
	if (device.escrow !== null) return openKey(app, device.account, device.id, device.escrow);
	const key = given === undefined ? undefined : Buffer.from(given, 'base64');
	return key?.length === 32 ? key : undefined;
}

function openEntry(
	key: Buffer | undefined,
	account: string,
	{ id, sealed }: RescueEntry
): JournalEntry | undefined {
	const parsed = JournalEntry.safeParse(
		openSealed(key, sealedPlace(account, 'journal', id), sealed)
	);
	return parsed.success ? parsed.data : undefined;
}

/** A folded change and its first entry can both be here; the first one counts. */
function unique(changes: readonly Change[]): Change[] {
	return [...new Map(changes.map((change) => [change.id, change])).values()];
}

async function judgeAll(
	app: App,
	who: Who,
	changes: readonly Change[]
): Promise<{ applied: number; refused: number; unjudged: number }> {
	const at = app.now().toISOString();
	const sum = { applied: 0, refused: 0, unjudged: 0 };
	for (let from = 0; from < changes.length; from += limits.changes) {
		const piece = changes.slice(from, from + limits.changes);
		const accepted = await app.db.transaction().execute((trx) => acceptAll(trx, who, piece, at));
		for (const defect of accepted.defects) logError('change.defect', who.device, defect);
		// Only what is judged now was unsent; the rest is a verdict repeated.
		for (const { id, verdict } of accepted.verdicts) if (accepted.fresh.has(id)) sum[verdict] += 1;
		sum.unjudged += piece.length - accepted.verdicts.length;
		if (accepted.moved) app.bus.tell(who.campus, accepted.clock);
	}
	return sum;
}

/** Everything is here: the key has done its last service. */
async function markWiped(app: App, { id }: ProvenDevice): Promise<void> {
	const at = app.now().toISOString();
	await app.db
		.updateTable('device')
		.set({ wiped_at: at, last_exchange: at, unsent: 0, escrow: null })
		.where('id', '=', id)
		.where('wiped_at', 'is', null)
		.execute();
}
