import type { FieldKey } from '#domain/model/member/fields';
import { countMembers } from '#domain/features/statistics/count-members';
import { dimensions } from '#domain/features/statistics/dimensions';
import { madeUpMembers } from './made-up-members';
import { paired, type Figure, type Size } from './measure';

const keys: FieldKey[] = [
	'memberCategory',
	'gender',
	'ethnicity',
	'birthDate',
	'education',
	'workPost',
	'joinDate'
];

/** P-4: 统计 by seven dimensions, against counting the years and codes as they stand in the array. */
export async function benchStatistics(size: Size): Promise<Figure[]> {
	const count = size === 'whole' ? 100_000 : 1000;
	const members = madeUpMembers(count, ['b1', 'b2', 'b3']);
	let total = 0;
	let counted = 0;
	const ours = () => {
		total = countMembers(members, '2026-11-23').total;
	};
	const floor = () => {
		const counts = keys.map(() => new Map<string, number>());
		for (const member of members) {
			for (let at = 0; at < keys.length; at++) {
				const group = member[keys[at]!].slice(0, 5);
				counts[at]!.set(group, (counts[at]!.get(group) ?? 0) + 1);
			}
		}
		counted = counts[0]!.values().reduce((sum, part) => sum + part, 0);
	};
	const times = await paired(7, { work: ours }, { work: floor });
	return [
		{
			id: 'P-4 statistics',
			work: `统计 by ${dimensions.length} dimensions over ${count} members`,
			reach: '≤ 2 × counting a plain array in memory',
			...times,
			ok: times.ratio <= 2,
			holds: total === count && counted === count
		}
	];
}
