import { z } from 'zod';
import { Id } from '#domain/kernel/id';
import { lineShape } from '#domain/kernel/text-shape';
import type { Problem } from '#domain/kernel/problem';
import { Change } from '#domain/protocol/change';
import { SLICES } from '#domain/protocol/digest';

/** The number of the wire. A server that does not know it refuses by name; nobody guesses (S-11). */
export const PROTOCOL = 1;

/** Limits of one exchange, the same on both sides: over them the whole request is refused. */
export const limits = {
	changes: 500,
	bodyBytes: 4 * 1024 * 1024,
	changeBytes: 64 * 1024,
	/** Rows of one page; a page is lengthened so that it never splits a clock value (S-6). */
	pageRows: 2500
} as const;

/**
 * The server’s word on how far its log reached when it answered (S-14). The device keeps the newest
 * one unread and brings it along: a server that does not know it was set back.
 */
export const LogReceipt = z.object({
	/** The number of the log’s last line. */
	at: z.int().min(0),
	/** For the server’s eyes; sealed by a key that is not in its database. */
	proof: z.string().max(300)
});
export type LogReceipt = z.infer<typeof LogReceipt>;

export const SyncRequest = z.strictObject({
	protocol: z.literal(PROTOCOL),
	device: Id,
	/** The clock value up to which the device holds everything; 0 on an empty device. */
	cursor: z.int().min(0),
	/** The epoch the cursor belongs to; null on an empty device (S-14). */
	epoch: lineShape(64).nullable(),
	changes: z.array(Change).max(limits.changes),
	/** Parts of the digest that differed; their rows are sent again, whole (S-13). */
	repair: z
		.array(
			z
				.int()
				.min(0)
				.max(SLICES - 1)
		)
		.max(SLICES)
		.optional(),
	/** The newest receipt of this epoch. */
	receipt: LogReceipt.optional(),
	/** Unsent changes on the device, these included; only shown to people. */
	unsent: z.int().min(0).max(1_000_000).optional()
});
export type SyncRequest = z.infer<typeof SyncRequest>;

/** What became of a change. The same change always gets the same verdict (S-2). */
export const Verdict = z.looseObject({
	id: z.string(),
	verdict: z.enum(['applied', 'refused']),
	/** The clock value the change got, which is its receipt number; absent when refused. */
	clock: z.int().optional(),
	/** Server time, ISO. */
	at: z.string(),
	problem: z.custom<Problem>((value) => typeof value === 'object' && value !== null).optional()
});
export type Verdict = z.infer<typeof Verdict>;

/** One row of a page: table, id, clock value, and the row; null is an explicit out (S-7). */
export const WireRow = z.tuple([
	z.string(),
	z.string(),
	z.int(),
	z.record(z.string(), z.unknown()).nullable()
]);
export type WireRow = z.infer<typeof WireRow>;

export const SyncReply = z.looseObject({
	protocol: z.int(),
	epoch: z.string(),
	verdicts: z.array(Verdict),
	rows: z.array(WireRow),
	cursor: z.int(),
	/** Whether another page waits; `total` rows are in the device’s scope altogether (S-15). */
	more: z.boolean(),
	total: z.int(),
	/** With the last page: the sum over all rows of the scope, by parts (S-13). */
	digest: z.array(z.int()).length(SLICES).optional(),
	/** Every row of the parts that were asked for; what is not among them is not in the scope. */
	repair: z.object({ slices: z.array(z.int()), rows: z.array(WireRow) }).optional(),
	/** Servers of before give none. */
	receipt: LogReceipt.optional(),
	/** The server does not know what the device was told, and cannot say why: the device begins anew. */
	unknownPast: z.boolean().optional(),
	/** Server time, ISO. */
	at: z.string()
});
export type SyncReply = z.infer<typeof SyncReply>;

/** Every answer of the API that is not the success asked for has this body. */
export const ApiProblem = z.looseObject({
	code: z.enum([
		'request.malformed',
		'request.too-large',
		'protocol.unknown',
		'session.missing',
		'session.refused',
		'session.wait',
		'password.must-change',
		'password.weak',
		'device.taken',
		'device.too-many',
		'account.locked',
		'account.unused',
		'code.expired',
		'code.used',
		'escrow.refused',
		'parcel.damaged',
		'parcel.locked',
		'parcel.no-key',
		'database.away',
		'database.full',
		'origin.foreign',
		'setup.closed',
		'not-found',
		'server.error'
	]),
	/** For password.weak: the ids of the policy’s sentences. */
	reasons: z.array(z.string()).optional(),
	/** For session.wait and the database’s troubles: seconds. */
	retryAfter: z.int().optional(),
	/** For session.refused, to a proven device: when the backup was taken the password came out of. */
	restored: z.string().max(40).optional(),
	/** For protocol.unknown: the number the server speaks. */
	protocol: z.int().optional()
});
export type ApiProblem = z.infer<typeof ApiProblem>;
