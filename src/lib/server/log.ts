import { databaseCode } from '#server/db/trouble';

/**
 * One line per unexpected error: a code, an id to find it by, the error’s kind, the database’s number for
 * it, and where it happened.
 * Never its message, which could hold a value, and so a person.
 */
export function logError(code: string, id: string, error: unknown): void {
	const kind = error instanceof Error ? error.name : typeof error;
	const at = error instanceof Error ? framesOf(error) : [];
	const because = databaseCode(error);
	const line = { level: 'error', code, id, error: kind, ...(because && { because }), at };
	console.error(JSON.stringify(line));
}

function framesOf({ stack = '', message }: Error): string[] {
	return stack
		.replace(message, '')
		.split('\n')
		.map((line) => line.trim())
		.filter((line) => /^at .*:\d+:\d+\)?$/.test(line))
		.slice(0, 12);
}
