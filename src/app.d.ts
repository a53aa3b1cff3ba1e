import type { Trouble } from '#server/db/trouble';
import type { SignedIn } from '#server/session/session';

declare global {
	namespace App {
		interface Locals {
			/** Who asks, from the cookie alone; undefined for a stranger. */
			signedIn?: SignedIn;
			/** Why the database did not do its work for this request. */
			trouble?: Trouble | undefined;
		}
	}
}

export {};
