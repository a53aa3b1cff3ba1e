import { hash } from 'node:crypto';
import { refuse } from '#domain/kernel/problem';

/** No change nests deeper; a deeper one is no change of ours. */
const DEEPEST = 20;

/** One text per value: keys in order, no blanks. Refuses what nests too deep to be walked safely. */
export function canonical(value: unknown, depth = 0): string {
	if (depth > DEEPEST) refuse({ code: 'input.invalid', path: '', reason: 'nested too deep' });
	if (Array.isArray(value)) return `[${value.map((item) => canonical(item, depth + 1)).join()}]`;
	if (typeof value !== 'object' || value === null) return JSON.stringify(value ?? null);
	const entries = Object.entries(value).filter(([, item]) => item !== undefined);
	entries.sort(([a], [b]) => (a < b ? -1 : 1));
	return `{${entries
		.map(([key, item]) => `${JSON.stringify(key)}:${canonical(item, depth + 1)}`)
		.join()}}`;
}

export function sha256(text: string): string {
	return hash('sha256', text, 'hex');
}
