import type { RegisteredMember } from '#domain/features/roster/judge-rows';
import type { RosterAnswers } from '#domain/features/roster/report';
import { readNames } from './check-names';
import { RosterCheck } from './check-roster';
import { PORTION, type Answer, type Order } from './messages';
import { sheetLimits, SheetRefusal, type SheetProblem } from './sheet-problem';
import { RosterFile } from './write-roster';
import { writeWorkbook } from './write-workbook';

/** Workbooks are read and written here, off the page. One worker serves one file and then ends. */
const members: RegisteredMember[] = [];
let check: RosterCheck | undefined;
let file: RosterFile | undefined;

/** Orders are taken one after the other: a file is opened before it is asked about. */
let turn: Promise<void> = Promise.resolve();
addEventListener('message', ({ data }: MessageEvent<Order>) => {
	turn = turn
		.then(() => serve(data))
		.catch((error: unknown) => {
			say({ kind: 'problem', problem: problemOf(error) });
		});
});

async function serve(order: Order): Promise<void> {
	switch (order.kind) {
		case 'members':
			members.push(...order.members);
			return;
		case 'open': {
			const bytes = await bytesOf(order.file);
			check = await RosterCheck.open(bytes, order.file.name, { ...order.base, members });
			return report(order.said);
		}
		case 'recheck':
			return report(order.said);
		case 'names': {
			const names = await readNames(await bytesOf(order.file), order.file.name);
			return say({ kind: 'names', ...names });
		}
		case 'refused':
			return give(await opened().refusedWorkbook());
		case 'write':
			file = new RosterFile(order.layout, order.orgs);
			return;
		case 'add':
			return say({ kind: 'progress', done: begun().add(order.members), total: 0 });
		case 'finish':
			return give(await begun().finish());
		case 'sheet':
			return give(await writeWorkbook(order.rows, order.name));
	}
}

/** The size is looked at before a byte is read. */
async function bytesOf(from: File): Promise<Uint8Array<ArrayBuffer>> {
	if (from.size > sheetLimits.fileBytes) {
		const megabytes = sheetLimits.fileBytes / 1024 / 1024;
		throw new SheetRefusal({ code: 'sheet.too-large', megabytes });
	}
	return new Uint8Array(await from.arrayBuffer());
}

function report(said: RosterAnswers): void {
	const { rows, ...rest } = opened().report(said, (done, total) =>
		say({ kind: 'progress', done, total })
	);
	for (let at = 0; at < rows.length; at += PORTION) {
		say({ kind: 'rows', rows: rows.slice(at, at + PORTION) });
	}
	say({ kind: 'report', report: rest });
}

function opened(): RosterCheck {
	if (!check) throw new Error('no file is open');
	return check;
}

function begun(): RosterFile {
	if (!file) throw new Error('no export is under way');
	return file;
}

function give(bytes: Uint8Array<ArrayBuffer>): void {
	postMessage({ kind: 'file', bytes } satisfies Answer, { transfer: [bytes.buffer] });
}

function say(answer: Answer): void {
	postMessage(answer);
}

/** Anything but a refusal is a defect; its words might hold a cell, so only its name goes on. */
function problemOf(error: unknown): SheetProblem {
	return error instanceof SheetRefusal ? error.problem : { code: 'sheet.failed' };
}
