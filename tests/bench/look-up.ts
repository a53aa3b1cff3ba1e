import { openBenchPage } from './bench-page';
import { campusOrgs, deviceOf } from './made-up-campus';
import type { Figure, Size } from './measure';

/** A picture of the screen at 60 a second. */
const FRAME = 16;

/** P-4: what a person looks up among 100,000 members. */
export async function benchLookUp(size: Size): Promise<Figure[]> {
	const members = size === 'whole' ? 100_000 : 1000;
	const { root, faculties, branches } = campusOrgs(size === 'whole' ? 3000 : 30);
	const page = await openBenchPage({});
	try {
		const { kinds, firstSearch, holds } = await page.run('lookUp', {
			whose: deviceOf(root),
			orgs: [root, ...faculties, ...branches],
			branches: branches.map(({ id }) => id),
			members,
			turns: size === 'whole' ? 60 : 3
		});
		return kinds.map(({ name, ...times }) => ({
			id: `P-4 ${name}`,
			work: `${name} over ${members} members`,
			reach: 'p95 ≤ 16 ms; ≤ 2 × a plain array in memory',
			...times,
			firstSearch,
			ok: times.p95 <= FRAME && times.ratio <= 2,
			holds
		}));
	} finally {
		await page.close();
	}
}
