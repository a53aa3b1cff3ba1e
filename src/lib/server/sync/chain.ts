import type { ChangeLogTable, Database, Trx } from '#server/db/schema';
import { sha256 } from '#server/sync/canonical';

/** A line before it is chained to the one before it. */
export type OpenLine = Omit<ChangeLogTable, 'prev' | 'hash'>;

/** Every line carries the hash of the line before it, so that none can be altered, removed or moved unseen. */
export function chained(line: OpenLine, prev: string): ChangeLogTable {
	return { ...line, prev, hash: hashOf(line, prev) };
}

function hashOf(line: OpenLine, prev: string): string {
	const text = JSON.stringify([
		line.campus,
		line.seq,
		line.change_id,
		line.account,
		line.device,
		line.name,
		line.args,
		line.at_client,
		line.at_server,
		line.verdict,
		line.clock,
		line.problem,
		line.digest
	]);
	return sha256(`${prev}\n${text}`);
}

export type ChainReport = { ok: true; lines: number } | { ok: false; brokenAt: number };

const PAGE = 1000;

/** Reads a campus’s whole log and names the first line that does not fit. */
export async function verifyChain(db: Database | Trx, campus: string): Promise<ChainReport> {
	const clock = await db
		.selectFrom('clock')
		.select(['log_seq', 'log_hash'])
		.where('campus', '=', campus)
		.executeTakeFirst();
	let prev = '';
	let seq = 0;
	for (;;) {
		const lines = await db
			.selectFrom('change_log')
			.selectAll()
			.where('campus', '=', campus)
			.where('seq', '>', seq)
			.orderBy('seq')
			.limit(PAGE)
			.execute();
		for (const line of lines) {
			seq += 1;
			const fits = line.seq === seq && line.prev === prev && line.hash === hashOf(line, prev);
			if (!fits) return { ok: false, brokenAt: seq };
			prev = line.hash;
		}
		if (lines.length < PAGE) break;
	}
	// The head stands in the clock row, so that a log cut short at its end is noticed too.
	const isWhole = seq === (clock?.log_seq ?? 0) && prev === (clock?.log_hash ?? '');
	return isWhole ? { ok: true, lines: seq } : { ok: false, brokenAt: seq + 1 };
}
