import type { Change } from '#domain/protocol/change';
import { limits } from '#domain/protocol/protocol';

/** Room for the envelope around the changes. */
const ENVELOPE_BYTES = 4096;

/** As many of the first changes as one body may hold; at least one. */
export function fitting(changes: readonly Change[]): Change[] {
	const encoder = new TextEncoder();
	let bytes = ENVELOPE_BYTES;
	let count = 0;
	for (const change of changes.slice(0, limits.changes)) {
		bytes += encoder.encode(JSON.stringify(change)).length + 1;
		if (count > 0 && bytes > limits.bodyBytes) break;
		count++;
	}
	return changes.slice(0, count);
}
