import { transact } from '#server/db/transact';
import type { Database } from '#server/db/schema';
import { verifyChain, type ChainReport } from '#server/sync/chain';

/** Walks the log of every campus, as it was at one moment, while servers go on. */
export async function verifyLog(
	db: Database,
	tell: (campus: string, report: ChainReport) => void
): Promise<boolean> {
	return transact(
		db,
		async (trx) => {
			let isWhole = true;
			const campuses = await trx.selectFrom('clock').select('campus').orderBy('campus').execute();
			for (const { campus } of campuses) {
				const report = await verifyChain(trx, campus);
				tell(campus, report);
				isWhole &&= report.ok;
			}
			return isWhole;
		},
		'repeatable read'
	);
}
