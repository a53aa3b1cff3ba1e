import type { z } from 'zod';
import { refuse } from '#domain/kernel/problem';

/** The only way unknown data becomes known: parsed, or refused with the path that was wrong. */
export function read<T>(schema: z.ZodType<T>, data: unknown): T {
	const parsed = schema.safeParse(data);
	if (parsed.success) return parsed.data;
	const issue = parsed.error.issues[0];
	refuse({
		code: 'input.invalid',
		path: issue?.path.join('.') ?? '',
		reason: issue?.message ?? 'invalid'
	});
}
