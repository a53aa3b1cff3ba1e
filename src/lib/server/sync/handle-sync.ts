import {
	PROTOCOL,
	type SyncReply,
	type SyncRequest,
	type Verdict
} from '#domain/protocol/protocol';
import type { App } from '#server/app';
import { transact } from '#server/db/transact';
import { logError } from '#server/log';
import { acceptAll } from '#server/sync/accept';
import { stillEnrolled } from '#server/session/still-enrolled';
import { noteKnown } from '#server/sync/device-knew';
import { pullPage, wireRow, type Page, type RawRow } from '#server/sync/pull';
import { giveReceipt } from '#server/sync/receipt';
import { knowsPast } from '#server/sync/set-back';
import type { Principal } from '#server/sync/principal';

interface Answer {
	verdicts: Verdict[];
	page: Omit<Page, 'log'>;
	said: Pick<SyncReply, 'receipt' | 'unknownPast' | 'at'>;
}

/** One exchange with one device: judge what it sends, then tell it what it has not seen. */
export async function handleSync(
	app: App,
	request: SyncRequest,
	principal: Principal
): Promise<SyncReply> {
	const { verdicts, page, said } = await exchange(app, request, principal);
	const { rows, repair, digest, ...facts } = page;
	return {
		protocol: PROTOCOL,
		...facts,
		...(digest && { digest: [...digest] }),
		...(repair && { repair: { ...repair, rows: repair.rows.map(wireRow) } }),
		verdicts,
		rows: rows.map(wireRow),
		...said
	};
}

/** The same reply as JSON text; rows go out as the database holds them, never parsed. */
export async function syncText(
	app: App,
	request: SyncRequest,
	principal: Principal
): Promise<string> {
	const { verdicts, page, said } = await exchange(app, request, principal);
	const { rows, repair, ...facts } = page;
	const head = JSON.stringify({ protocol: PROTOCOL, ...facts, verdicts, ...said });
	const mended = repair
		? `,"repair":{"slices":${JSON.stringify(repair.slices)},"rows":${rowsText(repair.rows)}}`
		: '';
	return `${head.slice(0, -1)}${mended},"rows":${rowsText(rows)}}`;
}

function rowsText(rows: readonly RawRow[]): string {
	const texts = rows.map(
		({ tbl, id, clock, json }) => `["${tbl}",${JSON.stringify(id)},${clock},${json ?? 'null'}]`
	);
	return `[${texts.join()}]`;
}

async function exchange(app: App, request: SyncRequest, principal: Principal): Promise<Answer> {
	const at = app.now().toISOString();
	// Before anything is written: a database that was set back begins a new epoch first.
	const isKnown = await knowsPast(app, request, principal);
	const verdicts = request.changes.length > 0 ? await push(app, request, principal, at) : [];
	const { log, ...page } = await pullPage(app.db, principal, request, app.pageRows);
	const { epoch, cursor } = page;
	const receipt = giveReceipt(app.receiptKey, principal.campus, { epoch, cursor, ...log });
	return { verdicts, page, said: { receipt, ...(isKnown ? {} : { unknownPast: true }), at } };
}

/** One transaction, committed before anything is answered or anybody is told. */
async function push(
	app: App,
	request: SyncRequest,
	principal: Principal,
	at: string
): Promise<Verdict[]> {
	const { changes } = request;
	const accepted = await transact(app.db, async (trx) => {
		const result = await acceptAll(trx, principal, changes, at);
		await stillEnrolled(trx, principal);
		await noteKnown(trx, principal, request);
		await trx
			.updateTable('device')
			.set({ last_exchange: at })
			.where('account', '=', principal.account)
			.where('id', '=', principal.device)
			.execute();
		return result;
	});
	app.condition.fullAt = Number.NEGATIVE_INFINITY;
	for (const defect of accepted.defects) logError('change.defect', principal.device, defect);
	app.budgets.charge('refused', principal, accepted.refusedBytes, app.now());
	if (accepted.moved) app.bus.tell(principal.campus, accepted.clock);
	return accepted.verdicts;
}
