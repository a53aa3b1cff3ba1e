import { openBenchPage } from './bench-page';
import { madeUpCampus, whoseOf } from './made-up-campus';
import { madeUpMembers } from './made-up-members';
import type { Figure, Size } from './measure';

/** P-1: an empty browser receives a whole university, searchable and sealed at rest. */
export async function benchFirstSync(size: Size): Promise<Figure[]> {
	const members = size === 'whole' ? 10_000 : 400;
	const campus = await madeUpCampus(members, size === 'whole' ? 300 : 20);
	const rows = madeUpMembers(members, ['']);
	const text = JSON.stringify(rows);
	const page = await openBenchPage({ '/floor/members': () => text }, campus);
	try {
		const turns = size === 'whole' ? 9 : 1;
		const { name } = rows[0]!;
		const got = await page.run('firstSync', { whose: whoseOf(campus), turns, members, name });
		return [
			{
				id: 'P-1',
				work: `an empty browser receives ${members} members through the sync engine, searchable, sealed`,
				reach: '≤ 0.7 × fetch + Dexie bulkPut, unsealed',
				...got,
				ok: got.ratio <= 0.7
			}
		];
	} finally {
		await page.close();
		await campus.close();
	}
}
