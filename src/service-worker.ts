/// <reference types="@sveltejs/kit" />
/// <reference no-default-lib="true"/>
/// <reference lib="esnext" />
/// <reference lib="webworker" />
import { base, build, files, version } from '$service-worker';
import { createHandlerBoundToURL, precacheAndRoute } from 'workbox-precaching';
import { NavigationRoute, registerRoute } from 'workbox-routing';

declare const self: ServiceWorkerGlobalScope & { __WB_DISABLE_DEV_LOGS?: boolean };
self.__WB_DISABLE_DEV_LOGS = true;

// Every start from the cache begins here; its Link header names the code of no page behind the lock.
const SHELL = `${base}/unlock`;

// Only what the build made is ever cached: no answer of /api, no page of a captive portal.
// Names under _app/immutable carry their hash; everything else is renewed with the version.
precacheAndRoute([
	...build.map((url) => ({ url, revision: null })),
	...files.map((url) => ({ url, revision: version })),
	{ url: SHELL, revision: version }
]);

// One shell answers every page, online and offline; the page itself decides what to show.
registerRoute(new NavigationRoute(createHandlerBoundToURL(SHELL), { denylist: [/^\/api\//] }));

// A new version waits until the person takes the offer; it never takes over under a dirty form.
self.addEventListener('message', (event) => {
	if ((event.data as { type?: string } | null)?.type === 'SKIP_WAITING') void self.skipWaiting();
});

// A notice leads to the app, which may ask for the password first.
self.addEventListener('notificationclick', (event) => {
	event.notification.close();
	event.waitUntil(comeForward());
});

async function comeForward(): Promise<unknown> {
	const [open] = await self.clients.matchAll({ type: 'window' });
	return open ? open.focus() : self.clients.openWindow(`${base}/`);
}
