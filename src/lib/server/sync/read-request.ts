import { z } from 'zod';
import { PROTOCOL, SyncRequest } from '#domain/protocol/protocol';
import { problem } from '#server/http/answer';
import type { Body } from '#server/http/body';

const Versioned = z.looseObject({ protocol: z.number() });

/** The protocol is asked for first, so that another version is told so whatever else it sends (S-11). */
export function readRequest(data: unknown): Body<SyncRequest> {
	const versioned = Versioned.safeParse(data);
	if (versioned.success && versioned.data.protocol !== PROTOCOL) {
		return { ok: false, response: problem(426, 'protocol.unknown', { protocol: PROTOCOL }) };
	}
	const parsed = SyncRequest.safeParse(data);
	if (parsed.success) return { ok: true, data: parsed.data };
	return { ok: false, response: problem(422, 'request.malformed') };
}
