import { redirect } from '@sveltejs/kit';
import { session } from '#sync/session/session';
import type { LayoutLoad } from './$types';
import { rememberWay } from './way-back';

export const ssr = false;
export const prerender = false;

/**
 * Looks for the vault of this device before the first screen, so that none shows and vanishes: a
 * closed one asks for its password at once, before any code of the desk is run.
 */
export const load: LayoutLoad = async ({ route, url }) => {
	await session.start();
	if (session.state === 'open' || !route.id?.startsWith('/(desk)')) return;
	rememberWay(url.pathname + url.search);
	redirect(307, session.state === 'locked' ? '/unlock' : '/sign-in');
};
