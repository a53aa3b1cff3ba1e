import type { Member } from '#domain/model/member/member';
import type { Org } from '#domain/model/org/org';
import type { ColumnKey } from '#domain/features/roster/columns';
import { neededKeys, outColumns } from '#domain/features/roster/write-rows';
import { PORTION } from './messages';
import { SheetRefusal } from './sheet-problem';
import { breathe, SheetWorker } from './sheet-worker';
import { mediaTypes, type RosterLayout } from './write-roster';

export interface RosterJob extends RosterLayout {
	members: readonly Member[];
	orgs: readonly Org[];
	/** 信息完整度 of a member in whole percent, for layouts that have its column. */
	percentOf?: (member: Member) => number;
}

export interface WriterOptions {
	/** In members. */
	progress?: (done: number, total: number) => void;
	signal?: AbortSignal;
}

/**
 * 导出名册: writes a workbook or a table as text in a worker. Only the values of the chosen columns
 * leave the page, in portions.
 *
 * @throws SheetRefusal with `sheet.cancelled` when the person stopped it, else `sheet.failed`
 */
export async function writeRoster(job: RosterJob, options: WriterOptions = {}): Promise<Blob> {
	const { columns, style, format, members } = job;
	const orgs = [...job.orgs];
	const { progress, signal } = options;
	const keys = neededKeys(outColumns(columns, style, orgs));
	const worker = new SheetWorker();
	try {
		worker.send({ kind: 'write', layout: { columns, style, format }, orgs });
		for (let at = 0; at < members.length; at += PORTION) {
			if (signal?.aborted) throw new SheetRefusal({ code: 'sheet.cancelled' });
			const portion = members.slice(at, at + PORTION);
			worker.send({ kind: 'add', members: portion.map((member) => valuesOf(member, keys, job)) });
			progress?.(Math.min(at + PORTION, members.length), members.length);
			await breathe();
		}
		let blob: Blob | undefined;
		await worker.ask(
			{ kind: 'finish' },
			(answer) => {
				if (answer.kind !== 'file') return false;
				blob = new Blob([answer.bytes], { type: mediaTypes[format] });
				return true;
			},
			signal
		);
		if (!blob) throw new SheetRefusal({ code: 'sheet.failed' });
		return blob;
	} finally {
		worker.end();
	}
}

function valuesOf(member: Member, keys: readonly ColumnKey[], { percentOf }: RosterJob): string[] {
	return keys.map((key) =>
		key === 'completeness' ? (percentOf?.(member).toString() ?? '') : (member[key] ?? '')
	);
}
