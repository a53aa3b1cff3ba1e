import { z } from 'zod';
import { send, type Answer, type Fetch } from '#sync/loop/post';

const Open = z.looseObject({ open: z.boolean() });

/** An account made by the set-up. The password is there only where the server drew it. */
export const MadeAccount = z.looseObject({
	account: z.string().max(60),
	orgName: z.string().max(200),
	password: z.string().max(200).optional()
});
export type MadeAccount = z.infer<typeof MadeAccount>;

const Made = z.looseObject({ accounts: z.array(MadeAccount).max(5000) });

/** How a campus begins: an invented one, only its organisations, or one’s own root committee. */
export type SetUpChoice =
	| { choice: 'demo' | 'demo-orgs' }
	| {
			choice: 'new';
			root: { code: string; fullName: string; shortName: string; password: string };
	  };

const browserFetch: Fetch = (path, init) => globalThis.fetch(path, init);

/** Whether the one-time link of the console still opens anything. */
export function lookAtSetUp(
	token: string,
	fetch = browserFetch
): Promise<Answer<{ open: boolean }>> {
	const path = `/api/setup?token=${encodeURIComponent(token)}`;
	return send({ method: 'GET', path, shape: Open }, fetch);
}

/** Makes the campus; its accounts are told once. */
export function makeCampus(
	token: string,
	choice: SetUpChoice,
	fetch = browserFetch
): Promise<Answer<{ accounts: MadeAccount[] }>> {
	const body = JSON.stringify({ token, ...choice });
	return send({ method: 'POST', path: '/api/setup', body, shape: Made }, fetch);
}
