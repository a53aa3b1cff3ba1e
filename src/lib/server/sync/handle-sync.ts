import {
	PROTOCOL,
	type SyncReply,
	type SyncRequest,
	type Verdict
} from '#domain/mutation/protocol';
import type { App } from '#server/app';
import { transact } from '#server/db/transact';
import { logError } from '#server/log';
import { acceptAll } from '#server/sync/accept';
import { stillEnrolled } from '#server/session/still-enrolled';
import { pullPage, wireRow, type Page, type RawRow } from '#server/sync/pull';
import type { Who } from '#server/sync/who';

interface Answer {
	verdicts: Verdict[];
	page: Page;
	at: string;
}

/** One exchange with one device: judge what it sends, then tell it what it has not seen. */
export async function handleSync(app: App, request: SyncRequest, who: Who): Promise<SyncReply> {
	const { verdicts, page, at } = await exchange(app, request, who);
	const { rows, repair, digest, ...facts } = page;
	return {
		protocol: PROTOCOL,
		...facts,
		...(digest && { digest: [...digest] }),
		...(repair && { repair: { ...repair, rows: repair.rows.map(wireRow) } }),
		verdicts,
		rows: rows.map(wireRow),
		at
	};
}

/** The same reply as JSON text; rows go out as the database holds them, never parsed. */
export async function syncText(app: App, request: SyncRequest, who: Who): Promise<string> {
	const { verdicts, page, at } = await exchange(app, request, who);
	const { rows, repair, ...facts } = page;
	const head = JSON.stringify({ protocol: PROTOCOL, ...facts, verdicts, at });
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

async function exchange(app: App, request: SyncRequest, who: Who): Promise<Answer> {
	const at = app.now().toISOString();
	const verdicts = request.changes.length > 0 ? await push(app, request, who, at) : [];
	const page = await pullPage(app.db, who, request, app.pageRows);
	return { verdicts, page, at };
}

/** One transaction, committed before anything is answered or anybody is told. */
async function push(app: App, { changes }: SyncRequest, who: Who, at: string): Promise<Verdict[]> {
	const accepted = await transact(app.db, async (trx) => {
		const result = await acceptAll(trx, who, changes, at);
		await stillEnrolled(trx, who);
		await trx
			.updateTable('device')
			.set({ last_exchange: at })
			.where('account', '=', who.account)
			.where('id', '=', who.device)
			.execute();
		return result;
	});
	for (const defect of accepted.defects) logError('change.defect', who.device, defect);
	if (accepted.moved) app.bus.tell(who.campus, accepted.clock);
	return accepted.verdicts;
}
