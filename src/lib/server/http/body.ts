import type { z } from 'zod';
import { problem } from '#server/http/answer';
import { drain } from '#server/http/drain';
import { JsonGuard } from '#server/http/json-guard';

/** Bytes of every request but a sync. */
export const SMALL_BODY = 64 * 1024;
/** Bytes of what strangers send: signing in and set-up. */
export const STRANGERS_BODY = 8 * 1024;

export type Body<T> = { ok: true; data: T } | { ok: false; response: Response };

/** The request’s JSON. What arrives is judged while it streams; Content-Length is not trusted. */
export async function readJson(request: Request, limit: number): Promise<Body<unknown>> {
	const read = await readBytes(request, limit);
	if (read === 'too-large') return { ok: false, response: problem(413, 'request.too-large') };
	if (read === 'unfit') return { ok: false, response: problem(422, 'request.malformed') };
	try {
		const text = new TextDecoder('utf-8', { fatal: true }).decode(read);
		return { ok: true, data: JSON.parse(text) as unknown };
	} catch {
		// Not UTF-8 or not JSON: the sender’s mistake, and all there is to say about it.
		return { ok: false, response: problem(422, 'request.malformed') };
	}
}

/** A small body of a known shape. */
export async function readShape<T>(
	request: Request,
	shape: z.ZodType<T>,
	limit = SMALL_BODY
): Promise<Body<T>> {
	const body = await readJson(request, limit);
	if (!body.ok) return body;
	const parsed = shape.safeParse(body.data);
	if (parsed.success) return { ok: true, data: parsed.data };
	return { ok: false, response: problem(422, 'request.malformed') };
}

async function readBytes(
	request: Request,
	limit: number
): Promise<Uint8Array | 'too-large' | 'unfit'> {
	const chunks: Uint8Array[] = [];
	const guard = new JsonGuard();
	let length = 0;
	const reader = request.body?.getReader();
	for (;;) {
		const part = await reader?.read();
		if (!part || part.done) return Buffer.concat(chunks);
		length += part.value.byteLength;
		const isFit = length <= limit && guard.passes(part.value);
		if (reader && !isFit) {
			await drain(reader);
			return length > limit ? 'too-large' : 'unfit';
		}
		chunks.push(part.value);
	}
}
