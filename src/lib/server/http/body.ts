import type { z } from 'zod';
import { problem } from '#server/http/answer';

/** Bytes of every request but a sync. */
export const SMALL_BODY = 64 * 1024;

export type Body<T> = { ok: true; data: T } | { ok: false; response: Response };

/** The request’s JSON. What arrives is counted while it streams; Content-Length is not trusted. */
export async function readJson(request: Request, limit: number): Promise<Body<unknown>> {
	const bytes = await readBytes(request, limit);
	if (!bytes) return { ok: false, response: problem(413, 'request.too-large') };
	try {
		const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
		return { ok: true, data: JSON.parse(text) as unknown };
	} catch {
		// Not UTF-8 or not JSON: the sender’s mistake, and all there is to say about it.
		return { ok: false, response: problem(422, 'request.malformed') };
	}
}

/** A small body of a known shape. */
export async function readShape<T>(request: Request, shape: z.ZodType<T>): Promise<Body<T>> {
	const body = await readJson(request, SMALL_BODY);
	if (!body.ok) return body;
	const parsed = shape.safeParse(body.data);
	if (parsed.success) return { ok: true, data: parsed.data };
	return { ok: false, response: problem(422, 'request.malformed') };
}

async function readBytes(request: Request, limit: number): Promise<Uint8Array | undefined> {
	const chunks: Uint8Array[] = [];
	let length = 0;
	const reader = request.body?.getReader();
	for (;;) {
		const part = await reader?.read();
		if (!part || part.done) return Buffer.concat(chunks);
		length += part.value.byteLength;
		if (length > limit) {
			await reader?.cancel();
			return undefined;
		}
		chunks.push(part.value);
	}
}
