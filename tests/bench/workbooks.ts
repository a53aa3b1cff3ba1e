import { openBenchPage } from './bench-page';
import { campusOrgs } from './made-up-campus';
import type { Figure, Size } from './measure';

const LONG_TASK = 50;

/** P-5: a roster of 10,000 × 40 goes out and comes in. */
export async function benchWorkbooks(size: Size): Promise<Figure[]> {
	const members = size === 'whole' ? 10_000 : 300;
	const columns = 40;
	const { root, faculties, branches } = campusOrgs(300);
	const page = await openBenchPage({});
	try {
		const { write, read, longestWrite, longestRead, bytes, holds } = await page.run('workbooks', {
			orgs: [root, ...faculties, ...branches],
			branches: branches.map(({ id }) => id),
			members,
			columns,
			turns: size === 'whole' ? 5 : 1
		});
		const reach = '≤ 1.2 × SheetJS alone, no task of the page over 50 ms';
		return [
			{
				id: 'P-5 export',
				work: `${members} × ${columns} to .xlsx`,
				reach,
				...write,
				longestTask: longestWrite,
				bytes,
				ok: write.ratio <= 1.2 && longestWrite <= LONG_TASK,
				holds
			},
			{
				id: 'P-5 import',
				work: `${members} × ${columns} from .xlsx, every row judged`,
				reach,
				...read,
				longestTask: longestRead,
				ok: read.ratio <= 1.2 && longestRead <= LONG_TASK,
				holds
			}
		];
	} finally {
		await page.close();
	}
}
