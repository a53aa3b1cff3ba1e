import type { Actor } from '#domain/mutation/mutation';

/** Who exchanges, as the session says; nothing of it comes from the request (S-17). */
export interface Who extends Actor {
	/** The root organisation of his campus. */
	campus: string;
	device: string;
}
