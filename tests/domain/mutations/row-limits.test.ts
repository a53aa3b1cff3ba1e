import { expect, test } from 'vitest';
import { z } from 'zod';
import type { Departure } from '#domain/model/member/departure';
import type { Member } from '#domain/model/member/member';
import { defineMutation } from '#domain/mutations/mutation';
import { mutations } from '#domain/mutations/registry';
import { departureLimits, memberLimits, type LimitedList } from '#domain/mutations/row-limits';
import type { Rows, Table } from '#domain/model/tables';
import { aMember, uuid } from '../../support/device';
import { MemoryTx } from '../../support/memory-tx';
import { sayProblem } from '#ui/words/wording';

const id = uuid('m1');

/** A record whose list of that kind has so many items; their content is nobody’s business here. */
const grown: Record<LimitedList, (count: number) => [Table, object]> = {
	trail: (count) => ['member', { trail: many(count) }],
	conflicts: (count) => ['member', { conflicts: many(count) }],
	proposals: (count) => ['member', { proposals: many(count) }],
	entries: (count) => [
		'member',
		{ entries: { duties: {}, rewards: Object.fromEntries(many(count).map((one, n) => [n, one])) } }
	],
	photos: (count) => ['member', { photos: many(count) }],
	reports: (count) => ['member', { reports: many(count).map((one) => ({ ...one, lines: [] })) }],
	reportLines: (count) => ['member', { reports: [{ lines: [] }, { lines: many(count) }] }],
	left: (count) => ['member', { left: many(count) }],
	absorbed: (count) => ['member', { absorbed: many(count) }],
	late: (count) => ['departure', { late: many(count) }]
};

function many(count: number): object[] {
	return Array.from({ length: count }, () => ({}));
}

function rowOf([table, lists]: [Table, object]): [Table, Rows[Table]] {
	const row = table === 'member' ? aMember('m1') : ({ id, late: [] } as unknown as Departure);
	return [table, { ...row, ...lists } as Rows[Table]];
}

const cases = Object.entries({ ...memberLimits, ...departureLimits }).map(
	([list, { most }]) => [list as LimitedList, most] as const
);

test.each(cases)(
	'a record with more %s than %i is refused, whichever mutation writes it',
	async (list, most) => {
		const write = (count: number) =>
			defineMutation({
				name: 'test.write',
				args: z.strictObject({}),
				async run(tx) {
					const [table, row] = rowOf(grown[list](count));
					await tx.get(table, row.id);
					tx.put(table, row);
				}
			});
		const tx = new MemoryTx();
		expect(await tx.run(write(most), {})).toBeUndefined();
		const problem = await tx.run(write(most + 1), {});
		expect(problem).toEqual({ code: 'record.full', list, most });
		expect(sayProblem(problem!)).toContain(`${most}`);
		// A record from before the limit can still be written, as long as the list does not grow.
		const [table, row] = rowOf(grown[list](most + 2));
		tx.put(table, row as never);
		expect(await tx.run(write(most + 2), {})).toBeUndefined();
		expect(await tx.run(write(most + 3), {})).toMatchObject({ code: 'record.full' });
	}
);

test('every list a record carries has a limit', () => {
	const whole: Member = { ...aMember('m1'), entries: {}, photos: [], reports: [], absorbed: [] };
	const lists = Object.entries(whole).filter(([, value]) => Array.isArray(value));
	const limited = new Set<string>(Object.keys(memberLimits));
	expect(lists.map(([key]) => key).filter((key) => !limited.has(key))).toEqual([]);
	expect(limited.has('entries')).toBe(true);
});

test('no mutation of the registry writes past the limits', async () => {
	// Each was made by defineMutation: a bare object would have no wrapped `run`.
	for (const [name, { run }] of mutations)
		expect(`${name} ${run.toString()}`).toContain('limited(');
});
