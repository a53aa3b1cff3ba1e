import type { Actor } from '#domain/mutations/mutation';

/** Who exchanges, as the session says; nothing of it comes from the request (S-17). */
export interface Principal extends Actor {
	/** The root organisation of his campus. */
	campus: string;
	device: string;
}

/** The server itself, at the root of a campus: it begins one and notes its restoration. */
export function systemOf(campus: string): Principal {
	return { account: 'system', kind: 'a', orgId: campus, campus, device: 'server' };
}
