/**
 * One line per unexpected error: a code, an id to find it by, the error’s kind and where it happened.
 * Never its message, which could hold a value, and so a person.
 */
export function logError(code: string, id: string, error: unknown): void {
	const kind = error instanceof Error ? error.name : typeof error;
	const at = error instanceof Error ? framesOf(error) : [];
	console.error(JSON.stringify({ level: 'error', code, id, error: kind, at }));
}

function framesOf({ stack = '', message }: Error): string[] {
	return stack
		.replace(message, '')
		.split('\n')
		.map((line) => line.trim())
		.filter((line) => /^at .*:\d+:\d+\)?$/.test(line))
		.slice(0, 12);
}
