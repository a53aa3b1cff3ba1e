import type { AwardList } from '#domain/features/awards/award-list';
import type { Answer } from './messages';
import { SheetRefusal, type SheetProblem } from './sheet-problem';
import { SheetWorker } from './sheet-worker';

export type NamesResult =
	{ ok: true; list: AwardList; hash: string } | { ok: false; problem: SheetProblem };

/** Opens the name list of a decision in a worker, under the same guards as a roster. */
export async function openNames(file: File, signal?: AbortSignal): Promise<NamesResult> {
	const worker = new SheetWorker();
	let result: NamesResult = { ok: false, problem: { code: 'sheet.failed' } };
	const take = (answer: Answer): boolean => {
		if (answer.kind !== 'names') return false;
		result = { ok: true, list: answer.list, hash: answer.hash };
		return true;
	};
	try {
		await worker.ask({ kind: 'names', file }, take, signal);
		return result;
	} catch (error) {
		if (error instanceof SheetRefusal) return { ok: false, problem: error.problem };
		throw error;
	} finally {
		worker.end();
	}
}
