import { z } from 'zod';

/** One intent as it waits in the outbox and travels. `args` is judged by the mutation it names. */
export const Change = z.strictObject({
	/**
	 * UUIDv7 for what a person did; derived from the file’s content for an import (S-2). Its spelling
	 * and that of `at` are judged change by change, so that one that is wrong stops no other (S-10).
	 */
	id: z.uuid(),
	name: z.string().min(1).max(60),
	args: z.record(z.string(), z.unknown()),
	/** ISO time of the author’s device (instant.ts). */
	at: z.string().max(40)
});
export type Change = z.infer<typeof Change>;
