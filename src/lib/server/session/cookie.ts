import { LONGEST } from '#server/session/session';

/** `__Host-` binds the cookie to this very host; browsers accept it over https only. */
export function cookieName(url: URL): string {
	return url.protocol === 'https:' ? '__Host-sid' : 'sid';
}

export function cookieOptions(url: URL) {
	return {
		path: '/',
		httpOnly: true,
		sameSite: 'strict' as const,
		secure: url.protocol === 'https:',
		maxAge: LONGEST / 1000
	};
}
