import { SKEW_MS } from '#server/age';
import type { Database } from '#server/db/schema';
import { transact } from '#server/db/transact';
import { StartRefused } from '#server/start-refused';
import { writeOwnLine } from '#server/sync/own-lines';

export interface ClockOptions {
	now: () => Date;
	/** The administrator says that the lines of the log are wrong, not the clock. */
	isRight?: boolean | undefined;
}

/**
 * Refuses a clock that is earlier than the last line of a log. Once somebody has said that it is right,
 * a line of the log says so, and later starts compare with that.
 */
export async function refuseEarlierClock(
	db: Database,
	{ now, isRight = false }: ClockOptions
): Promise<void> {
	for (const { campus, at_server: last } of await lastLines(db)) {
		const at = now().toISOString();
		if (Date.parse(last) - Date.parse(at) <= SKEW_MS) continue;
		if (!isRight) throw new StartRefused(earlier(at, last));
		await transact(db, (trx) => writeOwnLine(trx, campus, 'campus.clock', { last, now: at }, at));
	}
}

function lastLines(db: Database): Promise<{ campus: string; at_server: string }[]> {
	return db
		.selectFrom('clock')
		.innerJoin('change_log', (join) =>
			join
				.onRef('change_log.campus', '=', 'clock.campus')
				.onRef('change_log.seq', '=', 'clock.log_seq')
		)
		.select(['clock.campus', 'change_log.at_server'])
		.execute();
}

function earlier(at: string, last: string): string {
	return `The clock of this machine says ${at}; the last line of the log was written at ${last}.
Set the clock right, then start again. Nothing was changed. If the clock is right now and was wrong when
that line was written, start once with npm start -- --clock-is-right; a line of the log will say so.`;
}
