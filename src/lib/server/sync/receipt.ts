import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import type { LogReceipt } from '#domain/protocol/protocol';

/** How far a campus’s log reached when a device was answered. */
export interface LogPosition {
	epoch: string;
	cursor: number;
	seq: number;
	hash: string;
}

/** Epoch, cursor, the hash of the log’s line `at`, and the seal over all of it and the campus. */
const Proof = z.tuple([z.string(), z.coerce.number().int().min(0), z.string(), z.string()]);

export function giveReceipt(key: Buffer, campus: string, position: LogPosition): LogReceipt {
	const { epoch, cursor, seq, hash } = position;
	return { at: seq, proof: [epoch, cursor, hash, sealOf(key, campus, position)].join('~') };
}

/** What a receipt says, and whether this server’s key sealed it; undefined when it is none. */
export function readReceipt(
	key: Buffer,
	campus: string,
	{ at: seq, proof }: LogReceipt
): (LogPosition & { isGenuine: boolean }) | undefined {
	const parsed = Proof.safeParse(proof.split('~'));
	if (!parsed.success) return undefined;
	const [epoch, cursor, hash, seal] = parsed.data;
	const position = { epoch, cursor, seq, hash };
	const [given, due] = [Buffer.from(seal), Buffer.from(sealOf(key, campus, position))];
	const isGenuine = given.length === due.length && timingSafeEqual(given, due);
	return { ...position, isGenuine };
}

function sealOf(key: Buffer, campus: string, { epoch, cursor, seq, hash }: LogPosition): string {
	const text = JSON.stringify(['receipt v1', campus, epoch, cursor, seq, hash]);
	return createHmac('sha256', key).update(text).digest('base64url');
}
