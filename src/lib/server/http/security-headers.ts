/**
 * On every answer, static files included; the page’s content security policy comes from the build.
 * `start.js` sets them outside the built app, `hooks.server.ts` inside it.
 */
export function securityHeaders(origin: string): Record<string, string> {
	const headers = {
		'x-content-type-options': 'nosniff',
		'x-frame-options': 'DENY',
		'referrer-policy': 'no-referrer',
		'cross-origin-opener-policy': 'same-origin',
		'cross-origin-resource-policy': 'same-origin',
		'permissions-policy':
			'camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()',
		'x-robots-tag': 'noindex'
	};
	if (!origin.startsWith('https:')) return headers;
	return { ...headers, 'strict-transport-security': 'max-age=63072000; includeSubDomains' };
}
