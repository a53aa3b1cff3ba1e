import { expect, test } from 'vitest';
import { z } from 'zod';
import { refuse, Refusal, settle } from '#domain/kernel/problem';
import { read } from '#domain/kernel/read';

test('a refusal becomes a value; anything else is a defect and keeps flying', async () => {
	const problem = { code: 'storage.full' } as const;
	expect(await settle(async () => 5)).toEqual({ ok: true, value: 5 });
	expect(await settle(async () => refuse(problem))).toEqual({ ok: false, problem });
	const defect = new Error('a defect');
	await expect(settle(() => Promise.reject(defect))).rejects.toBe(defect);
});

test('unknown data becomes known, or is refused with the path that was wrong', () => {
	const schema = z.strictObject({ a: z.array(z.number()) });
	expect(read(schema, { a: [1] })).toEqual({ a: [1] });
	try {
		read(schema, { a: [1, 'x'] });
		expect.unreachable();
	} catch (error) {
		expect(error).toBeInstanceOf(Refusal);
		expect((error as Refusal).problem).toMatchObject({ code: 'input.invalid', path: 'a.1' });
	}
});
