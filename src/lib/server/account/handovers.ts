import {
	handoverLimits,
	type HandedDraft,
	type Handover,
	type HandoverPage,
	type HandoverState
} from '#domain/account/handover';
import { Draft } from '#domain/drafts/draft';
import type { Problem } from '#domain/kernel/problem';
import { Change } from '#domain/protocol/change';
import { Org } from '#domain/model/org/org';
import { covers } from '#domain/model/org/tree';
import type { Database, Trx } from '#server/db/schema';
import type { SignedIn } from '#server/session/session';

/** Decided ones stay in sight this long. */
const SHOWN_AFTER = 90 * 24 * 3_600_000;
/** Bytes of one page at most; its first change is always there. */
const PAGE_BYTES = 1024 * 1024;

/** Every hand-over this committee decides on, those that wait first. */
export async function handoversFor(
	db: Database | Trx,
	signedIn: SignedIn,
	now: Date,
	only?: { device: string }
): Promise<Handover[]> {
	if (signedIn.kind !== 'a') return [];
	const oldest = new Date(now.getTime() - SHOWN_AFTER).toISOString();
	let query = db
		.selectFrom('handover')
		.innerJoin('account', 'account.name', 'handover.account')
		.innerJoin('device', 'device.id', 'handover.device')
		.innerJoin('record', (join) =>
			join
				.onRef('record.campus', '=', 'handover.campus')
				.onRef('record.id', '=', 'account.org_id')
				.on('record.tbl', '=', 'org')
		)
		.select(['handover.account', 'handover.device', 'handover.kind', 'handover.state'])
		.select(['account.org_id', 'record.json', 'device.name', 'device.revoked_at'])
		.select((eb) => [eb.fn.countAll().as('rows'), eb.fn.max('handover.arrived').as('arrived')])
		.where('handover.campus', '=', signedIn.campus)
		.groupBy(['handover.account', 'handover.device', 'handover.kind', 'handover.state'])
		.groupBy(['account.org_id', 'record.json', 'device.name', 'device.revoked_at']);
	if (only) query = query.where('handover.device', '=', only.device);
	const found = new Map<string, Handover>();
	for (const row of await query.execute()) {
		const org = Org.parse(JSON.parse(row.json));
		if (!decidesOn(signedIn, { account: row.account, org })) continue;
		const one = found.get(row.device) ?? {
			account: row.account,
			orgId: row.org_id,
			orgName: org.shortName,
			device: row.device,
			deviceName: row.name,
			revokedAt: row.revoked_at,
			arrived: '',
			changes: { waiting: 0, applied: 0, refused: 0, declined: 0 },
			photos: 0,
			drafts: 0
		};
		if (row.arrived > one.arrived) one.arrived = row.arrived;
		if (row.kind === 'change') one.changes[row.state] += Number(row.rows);
		else if (row.kind === 'draft') one.drafts = (one.drafts ?? 0) + Number(row.rows);
		else if (row.state === 'waiting') one.photos += Number(row.rows);
		found.set(row.device, one);
	}
	const isOpen = ({ changes, photos }: Handover) => changes.waiting + photos > 0;
	return [...found.values()]
		.filter((one) => only || isOpen(one) || one.arrived > oldest)
		.sort((a, b) => Number(isOpen(b)) - Number(isOpen(a)) || (a.arrived < b.arrived ? 1 : -1))
		.slice(0, handoverLimits.listed);
}

/**
 * A committee above the account, never beside or below. Nobody stands above the root, so its own
 * account decides what one of its devices handed over.
 */
function decidesOn(
	{ account: own, kind, orgId, campus }: SignedIn,
	{ account, org }: { account: string; org: Org }
): boolean {
	if (kind !== 'a') return false;
	if (org.id === orgId) return orgId === campus && account === own;
	return covers(orgId, org);
}

/** The changes of one device, in the order in which they were made. */
export async function handoverPage(
	db: Database | Trx,
	signedIn: SignedIn,
	{ device, from, now }: { device: string; from: number; now: Date }
): Promise<HandoverPage | undefined> {
	const [handover] = await handoversFor(db, signedIn, now, { device });
	if (!handover) return undefined;
	const rows = await db
		.selectFrom('handover')
		.select(['position', 'content', 'state', 'problem', 'bytes'])
		.where('device', '=', device)
		.where('kind', '=', 'change')
		.where('position', '>=', from)
		.orderBy('position')
		.limit(handoverLimits.page + 1)
		.execute();
	let bytes = 0;
	const shown = rows.slice(0, handoverLimits.page).filter((row, at) => {
		bytes += row.bytes;
		return at === 0 || bytes <= PAGE_BYTES;
	});
	const changes = shown.map(({ position, content, state, problem }) => ({
		position,
		change: Change.parse(JSON.parse(content)),
		state: state satisfies HandoverState,
		problem: problem === null ? null : (JSON.parse(problem) as Problem)
	}));
	const next = rows[shown.length]?.position ?? null;
	const drafts = from === 0 ? await draftsOf(db, device) : [];
	return { handover, changes, next, ...(drafts.length > 0 && { drafts }) };
}

/** What was typed on the device and never saved, the newest first. */
async function draftsOf(db: Database | Trx, device: string): Promise<HandedDraft[]> {
	const rows = await db
		.selectFrom('handover')
		.select(['position', 'content', 'bytes'])
		.where('device', '=', device)
		.where('kind', '=', 'draft')
		.orderBy('position', 'desc')
		.limit(handoverLimits.page)
		.execute();
	let bytes = 0;
	const shown = rows.filter((row, at) => {
		bytes += row.bytes;
		return at === 0 || bytes <= PAGE_BYTES;
	});
	return shown.map(({ position, content }) => {
		const { title, typed, lines } = Draft.parse(JSON.parse(content));
		return { position, title, typed, lines };
	});
}
