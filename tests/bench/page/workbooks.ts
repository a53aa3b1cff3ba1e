import type { FieldKey } from '#domain/model/member/fields';
import type { Member } from '#domain/model/member/member';
import type { Org } from '#domain/model/org/org';
import { rosterFields } from '#domain/features/roster/columns';
import { cellsOf, neededKeys, outColumns } from '#domain/features/roster/write-rows';
import { RosterReader } from '#sheet/roster-reader';
import { writeRoster } from '#sheet/roster-writer';
import { madeUpMembers } from '../made-up-members';
import { paired, type Times } from '../measure';
import type { FloorOrder } from './sheetjs-worker';

export interface WorkbooksJob {
	orgs: Org[];
	branches: string[];
	members: number;
	columns: number;
	turns: number;
}

export interface Workbooks {
	write: Times;
	read: Times;
	/** The page’s longest tasks of 50 ms and more while ours worked, 0 if there was none. */
	longestWrite: number;
	longestRead: number;
	bytes: number;
	holds: boolean;
}

/** P-5: 名册 out and in, against SheetJS alone in a worker of its own with the same texts. */
export async function workbooks(job: WorkbooksJob): Promise<Workbooks> {
	const { orgs } = job;
	const members = madeUpMembers(job.members, job.branches);
	const columns = rosterFields.slice(0, job.columns).map((field) => field.key as FieldKey);
	const roster = { columns, style: 'name', format: 'xlsx', members, orgs } as const;
	const table = tableOf(members, columns, orgs);
	let holds = true;
	let file = new Blob();
	const longest = { write: new LongestTask(), read: new LongestTask() };
	const write = await paired(
		job.turns,
		longest.write.watching(async () => (file = await writeRoster(roster))),
		{ work: () => alone({ kind: 'write', table }) }
	);
	const base = { orgs, members: [], actorOrgId: orgs[0]!.id, today: '2026-11-24' };
	const read = await paired(
		job.turns,
		longest.read.watching(async () => {
			const reader = new RosterReader(base);
			const result = await reader.open(new File([file], '名册.xlsx'));
			holds &&= result.ok && result.report.rows.length === job.members;
			reader.close();
		}),
		{
			work: async () => {
				holds &&= (await alone({ kind: 'read', file })) === job.members + 1;
			}
		}
	);
	return {
		write,
		read,
		longestWrite: longest.write.milliseconds,
		longestRead: longest.read.milliseconds,
		bytes: file.size,
		holds
	};
}

function tableOf(members: readonly Member[], columns: readonly FieldKey[], orgs: readonly Org[]) {
	const out = outColumns(columns, 'name', orgs);
	const keys = neededKeys(out) as FieldKey[];
	const cells = cellsOf(out);
	const rows = members.map((member) => cells(keys.map((key) => member[key] ?? '')));
	return [out.map(({ header }) => header), ...rows];
}

/** SheetJS in a worker as fresh as ours; the number of rows it read or of bytes it wrote. */
function alone(order: FloorOrder): Promise<number> {
	const worker = new Worker(new URL('./sheetjs-worker.ts', import.meta.url), { type: 'module' });
	return new Promise<number>((resolve, reject) => {
		worker.onmessage = ({ data }: MessageEvent<number>) => resolve(data);
		worker.onerror = ({ message }) => reject(new Error(message));
		worker.postMessage(order);
	}).finally(() => worker.terminate());
}

/** The longest task of the page while something was measured; the browser tells those over 50 ms. */
class LongestTask {
	milliseconds = 0;

	watching(work: () => unknown) {
		const observer = new PerformanceObserver((list) => this.#take(list.getEntries()));
		return {
			before: async () => {
				// What the floor’s large message cost the page is over and reported by then.
				await new Promise((resolve) => setTimeout(resolve, 200));
				observer.observe({ type: 'longtask' });
			},
			work,
			after: async () => {
				await new Promise((resolve) => setTimeout(resolve, 50));
				this.#take(observer.takeRecords());
				observer.disconnect();
			}
		};
	}

	#take(entries: readonly PerformanceEntry[]): void {
		for (const { duration } of entries) this.milliseconds = Math.max(this.milliseconds, duration);
	}
}
