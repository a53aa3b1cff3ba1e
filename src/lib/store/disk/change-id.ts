/** UUID text of 16 bytes, with version and variant set. */
function uuidOf(bytes: Uint8Array, version: 7 | 8): string {
	bytes[6] = (bytes[6]! & 0x0f) | (version << 4);
	bytes[8] = (bytes[8]! & 0x3f) | 0x80;
	const hex = Array.from(bytes.subarray(0, 16), (byte) => byte.toString(16).padStart(2, '0')).join(
		''
	);
	return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** UUIDv7 (RFC 9562): the permanent id of what a person did (S-2). */
export function newChangeId(now = Date.now()): string {
	const bytes = crypto.getRandomValues(new Uint8Array(16));
	for (let at = 5, rest = now; at >= 0; at--, rest = Math.floor(rest / 256)) bytes[at] = rest % 256;
	return uuidOf(bytes, 7);
}

/** UUIDv8 from SHA-256: the same parts always give the same id, so that a repeated import adds nothing. */
export async function derivedId(parts: readonly string[]): Promise<string> {
	const text = new TextEncoder().encode(JSON.stringify(parts));
	return uuidOf(new Uint8Array(await crypto.subtle.digest('SHA-256', text)), 8);
}
