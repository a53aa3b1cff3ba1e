import { LONGEST } from '#server/session/session';

/** `__Host-` binds the cookie to this very host; browsers accept it over https only. */
export function cookieName(url: URL): string {
	return url.protocol === 'https:' ? '__Host-sid' : 'sid';
}

/** Each device has its own, so that several accounts of one browser keep theirs apart. */
export function deviceCookieName(url: URL, device: string): string {
	return url.protocol === 'https:' ? `__Host-did-${device}` : `did-${device}`;
}

const DEVICE_DAYS = 400;

/** What proves the device; it outlives sessions and opens nothing by itself. */
export function deviceCookieOptions(url: URL) {
	return { ...cookieOptions(url), maxAge: DEVICE_DAYS * 24 * 3600 };
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
