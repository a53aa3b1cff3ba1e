import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { defineMutation, type Mutation } from '#domain/mutations/mutation';
import type { Trx } from '#server/db/schema';
import { acceptAll } from '#server/sync/accept';
import { systemOf } from '#server/sync/principal';

/** Lines the server writes of its own accord. No device knows these names, so none can send them. */
const shapes = {
	/** A backup was restored: where the past of the log was cut. */
	'campus.restore': z.strictObject({ takenAt: z.string(), sha256: z.string() }),
	/** The database was set back without a word: a device knew line `known`, the log ended at `held`. */
	'campus.set-back': z.strictObject({ known: z.int(), cursor: z.int(), held: z.int() }),
	/** The clock was ahead when line `last` was written, and is right now. */
	'campus.clock': z.strictObject({ last: z.string(), now: z.string() })
} as const;
type Shapes = typeof shapes;

const registry = new Map(
	Object.entries(shapes).map(([name, args]) => {
		const mutation = defineMutation({ name, args: args as z.ZodType<object>, async run() {} });
		return [name, mutation as unknown as Mutation];
	})
);

/** The campus’s clock after it. */
export async function writeOwnLine<Name extends keyof Shapes>(
	trx: Trx,
	campus: string,
	name: Name,
	args: z.infer<Shapes[Name]>,
	at: string
): Promise<number> {
	const change = { id: randomUUID(), name, args: args as Record<string, unknown>, at };
	const { verdicts, clock } = await acceptAll(trx, systemOf(campus), [change], at, registry);
	if (verdicts[0]?.verdict !== 'applied') throw new Error(`${name} was not logged`);
	return clock;
}
