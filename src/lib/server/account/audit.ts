import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { defineMutation, type Mutation } from '#domain/mutations/mutation';
import type { Trx } from '#server/db/schema';
import { acceptAll } from '#server/sync/accept';
import type { Principal } from '#server/sync/principal';

/** What is done to accounts and devices. It changes no synced row; the log keeps it for good. */
const names = [
	'account.reset',
	'account.lock',
	'account.unlock',
	'device.revoke',
	'parcel.hand-in',
	'handover.release',
	'handover.decline'
] as const;
export type Audited = (typeof names)[number];

const args = z.strictObject({
	account: z.string(),
	device: z.string().optional(),
	/** Of a hand-over: how many changes and photos were decided on, and the hash of what they say. */
	count: z.int().optional(),
	digest: z.string().optional()
});
export type AuditLine = { name: Audited } & z.infer<typeof args>;

const onlyAudited = new Map(
	names.map((name) => {
		const nothing = defineMutation({ name, args, async run() {} });
		return [name, nothing as unknown as Mutation];
	})
);

/**
 * One line in the campus’s chained log, in the caller’s transaction. It takes the lock of the campus
 * clock, so that no exchange of the account comes in between. Returns the clock value to tell.
 */
export async function audit(
	trx: Trx,
	principal: Principal,
	line: AuditLine,
	at: string
): Promise<number> {
	const { name, ...said } = line;
	const change = { id: randomUUID(), name, args: said, at };
	const { verdicts, clock } = await acceptAll(trx, principal, [change], at, onlyAudited);
	if (verdicts[0]?.verdict !== 'applied') throw new Error(`${name} could not be logged`);
	return clock;
}
