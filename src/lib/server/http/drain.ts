/** How much of a refused body is still read, so that its sender gets to the answer. */
export const drainLimits = { bytes: 64 * 1024 * 1024, ms: 15_000 } as const;

type Reader = ReadableStreamDefaultReader<Uint8Array>;

/**
 * Reads a body that is not wanted to its end and forgets it: a connection closed over unread bytes
 * takes the answer with it, and a browser reads no answer before it has sent everything. Beyond the
 * bounds the connection is cut.
 */
export async function drain(reader: Reader): Promise<void> {
	let left: number = drainLimits.bytes;
	const late = setTimeout(() => void reader.cancel().catch(() => undefined), drainLimits.ms);
	try {
		for (;;) {
			const { done, value } = await reader.read();
			if (done) return;
			left -= value.byteLength;
			if (left < 0) return await reader.cancel();
		}
	} catch {
		// The sender left, or the time was up: there is nobody to answer any more.
	} finally {
		clearTimeout(late);
	}
}

/** A request answered before its body was asked for. */
export async function drainUnread({ body, bodyUsed }: Request): Promise<void> {
	if (body && !bodyUsed && !body.locked) await drain(body.getReader());
}
