import { SheetRefusal } from './sheet-problem';
import { SheetWorker } from './sheet-worker';
import { mediaTypes } from './write-roster';

/**
 * A table of some thousand rows as a workbook, written in a worker. The first row is the header.
 *
 * @throws SheetRefusal with `sheet.cancelled` when the person stopped it, else why it failed
 */
export async function writeTable(
	rows: string[][],
	sheetName: string,
	signal?: AbortSignal
): Promise<Blob> {
	const worker = new SheetWorker();
	try {
		let blob: Blob | undefined;
		await worker.ask(
			{ kind: 'table', rows, sheetName },
			(answer) => {
				if (answer.kind !== 'file') return false;
				blob = new Blob([answer.bytes], { type: mediaTypes.xlsx });
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
