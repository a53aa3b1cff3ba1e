import type { SignedIn } from '#server/session/session';

declare global {
	namespace App {
		interface Locals {
			/** Who asks, from the cookie alone; undefined for a stranger. */
			signedIn?: SignedIn;
		}
	}
}

export {};
