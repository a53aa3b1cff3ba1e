/**
 * PostgreSQL did not answer, or its connection broke. Says what went wrong by code only: the text of
 * such an error may hold the address and the password.
 */
export class DatabaseUnreachable extends Error {
	override readonly name = 'DatabaseUnreachable';
	/** A code of Node or PostgreSQL, or a few words. */
	readonly reason: string;

	constructor(reason: string) {
		super(`PostgreSQL cannot be used (${reason}); see DATABASE_URL.`);
		this.reason = reason;
	}
}

export function unreachable(error: unknown): DatabaseUnreachable {
	if (error instanceof DatabaseUnreachable) return error;
	const code =
		typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
	return new DatabaseUnreachable(typeof code === 'string' ? code : 'no answer');
}
