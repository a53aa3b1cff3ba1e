import { openBenchPage, type BenchPage } from './bench-page';
import { Edits } from './edits';
import { madeUpCampus, whoseOf } from './made-up-campus';
import { madeUpMembers } from './made-up-members';
import type { Figure, Size } from './measure';
import { DeviceAt } from './server-writes';

const ONE_KILOBYTE = 1000;

/** P-3: a round with nothing new, and a round with ten changed rows of all. */
export async function benchSmallPull(size: Size): Promise<Figure[]> {
	const members = size === 'whole' ? 10_000 : 400;
	const campus = await madeUpCampus(members, 20);
	const other = await DeviceAt.now(campus);
	const edits = new Edits(members);
	const ten = JSON.stringify(madeUpMembers(10, ['']));
	const page = await openBenchPage(
		{
			'/floor/empty': () => '{"rows":[]}',
			'/floor/ten': () => ten,
			'/arrange/ten': async () => JSON.stringify(other.hear(await other.send(edits.take(10))))
		},
		campus
	);
	try {
		const job = { whose: whoseOf(campus), turns: size === 'whole' ? 60 : 2 };
		const wire = await bytesOfQuietRound(() => page.run('quietRound', job), page.bytes);
		const { quiet, ten: changed, holds } = await page.run('smallPull', job);
		return [
			{
				id: 'P-3 nothing',
				work: `nothing changed among ${members}`,
				reach: '≤ 1.5 × one empty request, bodies both ways < 1 kB',
				...quiet,
				bytes: wire.bodies,
				bytesWithHeads: wire.all,
				ok: quiet.ratio <= 1.5 && wire.bodies < ONE_KILOBYTE,
				holds
			},
			{
				id: 'P-3 ten',
				work: `10 of ${members} changed`,
				reach: '≤ 1.5 × one request for the ten rows and their bulkPut',
				...changed,
				ok: changed.ratio <= 1.5,
				holds
			}
		];
	} finally {
		await page.close();
		await campus.close();
	}
}

/** The first call loads the device and asks twice; of the second both rounds are quiet. */
async function bytesOfQuietRound(
	round: () => Promise<void>,
	bytes: BenchPage['bytes']
): Promise<{ all: number; bodies: number }> {
	await round();
	const before = bytes();
	await round();
	const after = bytes();
	return {
		all: (after.all - before.all) / 2,
		bodies: (after.bodies - before.bodies) / 2
	};
}
