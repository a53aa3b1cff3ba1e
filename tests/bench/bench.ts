import { runWorkloads, workloads } from './workloads';

/**
 * `npm run bench [-- P-4 P-6 …] [-- --short]`: the figures of design §10, each against its floor in
 * the same run, one JSON line per figure.
 */
const words = process.argv.slice(2);
const asked = words.filter((word) => !word.startsWith('--'));
const unknown = asked.filter((id) => !(id in workloads));
if (unknown.length > 0) {
	console.error(
		`No workload ${unknown.join(', ')}; there are ${Object.keys(workloads).join(' ')}.`
	);
	process.exit(1);
}
const figures = await runWorkloads(asked, words.includes('--short') ? 'short' : 'whole', (figure) =>
	console.log(
		JSON.stringify(figure, (_, value: unknown) =>
			typeof value === 'number' ? Math.round(value * 1000) / 1000 : value
		)
	)
);
const missed = figures.filter(({ ok }) => !ok).map(({ id }) => id);
console.error(
	missed.length === 0 ? `${figures.length} figures reached` : `missed: ${missed.join(', ')}`
);
process.exit(figures.every(({ holds }) => holds) ? 0 : 1);
