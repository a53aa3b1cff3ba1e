import type { SheetRows } from '#domain/features/roster/grid';
import { SheetRefusal } from './sheet-problem';
import { SheetWorker } from './sheet-worker';
import { mediaTypes } from './write-roster';

/**
 * A finished table as a workbook of one sheet, written in a worker.
 *
 * @throws SheetRefusal with `sheet.failed` when it was not written
 */
export async function writeSheet(rows: SheetRows, name: string): Promise<Blob> {
	const worker = new SheetWorker();
	let blob: Blob | undefined;
	try {
		await worker.ask({ kind: 'sheet', rows, name }, (answer) => {
			if (answer.kind !== 'file') return false;
			blob = new Blob([answer.bytes], { type: mediaTypes.xlsx });
			return true;
		});
	} finally {
		worker.end();
	}
	if (!blob) throw new SheetRefusal({ code: 'sheet.failed' });
	return blob;
}
