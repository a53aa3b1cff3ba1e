import { session } from '#sync/session';

export const ssr = false;
export const prerender = false;

/** Looks for the vault of this device before the first screen, so that none shows and vanishes. */
export async function load(): Promise<void> {
	await session.start();
}
