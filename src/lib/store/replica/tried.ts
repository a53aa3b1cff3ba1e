import { settle, type Result } from '#domain/kernel/problem';
import type { Change } from '#domain/protocol/change';
import type { Acting } from '#domain/mutations/mutation';
import { limits } from '#domain/protocol/protocol';
import type { Key, Row } from '#store/disk/key';
import { runOver } from '#store/replica/overlay';

/** Runs a change over what is staged and what is seen; what it writes is staged, unless it is refused. */
export async function tried(
	change: Change,
	acting: Acting,
	staged: Map<Key, Row>,
	seen: (key: Key) => Row | undefined
): Promise<Result<void>> {
	const bytes = new TextEncoder().encode(JSON.stringify(change)).length;
	if (bytes > limits.changeBytes)
		return { ok: false, problem: { code: 'change.too-large', bytes } };
	return settle(async () => {
		const { written } = await runOver(change, acting, (key) => staged.get(key) ?? seen(key));
		for (const [key, row] of written) staged.set(key, row);
	});
}
