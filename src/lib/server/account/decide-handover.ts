import type { HandoverDecision, HandoverOutcome } from '#domain/account/handover';
import { Change } from '#domain/protocol/change';
import { limits } from '#domain/protocol/protocol';
import { NotBelow } from '#server/account/act';
import { audit } from '#server/account/audit';
import { handoversFor } from '#server/account/handovers';
import { principalOf } from '#server/account/principal-of';
import type { App } from '#server/app';
import type { HandoverTable, Trx } from '#server/db/schema';
import { transact } from '#server/db/transact';
import { logError } from '#server/log';
import { takeWhole } from '#server/photo/take-piece';
import type { SignedIn } from '#server/session/session';
import { stillEnrolled } from '#server/session/still-enrolled';
import { acceptAll, type Accepted } from '#server/sync/accept';
import { sha256 } from '#server/sync/canonical';
import { holdClock } from '#server/sync/hold-clock';
import type { Principal } from '#server/sync/principal';

interface Asked {
	device: string;
	decision: HandoverDecision;
}

/** Photos judged in one transaction. */
const PHOTOS_AT_ONCE = 20;

type Row = Pick<HandoverTable, 'kind' | 'id' | 'content' | 'data' | 'state'>;

/**
 * 放行 or 不采用, for all of a device’s hand-over that is not applied or refused yet. It goes piece by
 * piece, each with its line in the log; what was declined can be released later.
 */
export async function decideHandover(
	app: App,
	signedIn: SignedIn,
	asked: Asked
): Promise<HandoverOutcome> {
	const sum = { applied: 0, refused: 0, declined: 0, left: 0, photos: 0 };
	for (const kind of ['change', 'photo'] as const) {
		for (;;) {
			const piece = await transact(app.db, (trx) =>
				decidePiece(trx, app, signedIn, { ...asked, kind })
			);
			for (const defect of piece.defects) logError('change.defect', asked.device, defect);
			app.bus.tell(signedIn.campus, piece.clock);
			sum.applied += piece.applied;
			sum.refused += piece.refused;
			sum.declined += piece.declined;
			sum.photos += piece.photos;
			sum.left += piece.left;
			if (piece.isLast || piece.left > 0) break;
		}
	}
	return sum;
}

interface Piece extends HandoverOutcome {
	clock: number;
	defects: unknown[];
	isLast: boolean;
}

/** Session and right are judged under the campus clock, in the transaction that writes. */
async function decidePiece(
	trx: Trx,
	app: App,
	signedIn: SignedIn,
	{ device, decision, kind }: Asked & { kind: 'change' | 'photo' }
): Promise<Piece> {
	const { value: clock } = await holdClock(trx, signedIn.campus);
	await stillEnrolled(trx, signedIn);
	const [handover] = await handoversFor(trx, signedIn, app.now(), { device });
	if (!handover) throw new NotBelow();
	const at = app.now().toISOString();
	const most = kind === 'change' ? limits.changes : PHOTOS_AT_ONCE;
	const rows = await openRows(trx, { device, decision, kind, most });
	const empty = { applied: 0, refused: 0, declined: 0, left: 0, photos: 0, defects: [] };
	if (rows.length === 0) return { ...empty, clock, isLast: true };
	const author = await principalOf(trx, { account: handover.account, id: device });
	const done =
		decision === 'decline'
			? await declined(trx, device, rows, kind)
			: kind === 'change'
				? await released(trx, author, rows, at)
				: await releasedPhotos(trx, author, rows, at);
	const by = { decided_at: at, decided_by: signedIn.account };
	const ids = rows.map(({ id }) => id);
	await trx
		.updateTable('handover')
		.set(by)
		.where('device', '=', device)
		.where('id', 'in', ids)
		.execute();
	const name = `handover.${decision}` as const;
	const digest = sha256(rows.map(({ id, content }) => `${id}\n${content}`).join('\n'));
	const line = { name, account: handover.account, device, count: rows.length, digest };
	const told = await audit(trx, signedIn, line, at);
	return { ...empty, ...done, clock: told, isLast: rows.length < most };
}

async function openRows(
	trx: Trx,
	{ device, decision, kind, most }: Asked & { kind: 'change' | 'photo'; most: number }
): Promise<Row[]> {
	// What was declined may be released after all; what was released is not taken back here.
	const states =
		decision === 'release' ? (['waiting', 'declined'] as const) : (['waiting'] as const);
	return trx
		.selectFrom('handover')
		.select(['kind', 'id', 'content', 'data', 'state'])
		.where('device', '=', device)
		.where('kind', '=', kind)
		.where('state', 'in', states)
		.orderBy('position')
		.limit(most)
		.execute();
}

/** By the ordinary judge, as the account’s own changes; what was judged before keeps its verdict. */
async function released(
	trx: Trx,
	author: Principal,
	rows: readonly Row[],
	at: string
): Promise<Partial<Piece>> {
	const changes = rows.map(({ content }) => Change.parse(JSON.parse(content)));
	const { verdicts, defects }: Accepted = await acceptAll(trx, author, changes, at);
	const sum = { applied: 0, refused: 0 };
	for (const { id, verdict, problem } of verdicts) {
		sum[verdict] += 1;
		const why = problem ? JSON.stringify(problem) : null;
		await setState(trx, author.device, id, verdict, why);
	}
	return { ...sum, defects, left: rows.length - verdicts.length };
}

/** A photo follows the record that names it now; one that none names stays where it is. */
async function releasedPhotos(
	trx: Trx,
	author: Principal,
	rows: readonly Row[],
	at: string
): Promise<Partial<Piece>> {
	let photos = 0;
	for (const { id, content: member, data } of rows) {
		const name = { member, photo: id };
		const outcome = await takeWhole(trx, author, name, data ?? new Uint8Array(0), at);
		if (outcome === 'taken') photos += 1;
		await setState(trx, author.device, id, outcome === 'taken' ? 'applied' : 'refused', null);
	}
	return { photos };
}

async function declined(
	trx: Trx,
	device: string,
	rows: readonly Row[],
	kind: 'change' | 'photo'
): Promise<Partial<Piece>> {
	for (const { id } of rows) await setState(trx, device, id, 'declined', null);
	return kind === 'change' ? { declined: rows.length } : {};
}

async function setState(
	trx: Trx,
	device: string,
	id: string,
	state: HandoverTable['state'],
	problem: string | null
): Promise<void> {
	await trx
		.updateTable('handover')
		.set({ state, problem })
		.where('device', '=', device)
		.where('id', '=', id)
		.execute();
}
