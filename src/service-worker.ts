/// <reference types="@sveltejs/kit" />
/// <reference no-default-lib="true"/>
/// <reference lib="esnext" />
/// <reference lib="webworker" />
import { base, build, files, version } from '$service-worker';
import { createHandlerBoundToURL, precacheAndRoute } from 'workbox-precaching';
import { NavigationRoute, registerRoute } from 'workbox-routing';

declare const self: ServiceWorkerGlobalScope & { __WB_DISABLE_DEV_LOGS?: boolean };
self.__WB_DISABLE_DEV_LOGS = true;

/** The part of the Static Routing API that is used; browsers without it send requests through the worker. */
interface RoutableEvent {
	addRoutes(route: {
		condition: { urlPattern: { pathname: string } };
		source: 'network';
	}): Promise<void>;
}

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

// An exchange goes past the worker where the browser can: it starts none, and holds up none that is to make way.
self.addEventListener('install', (event) => {
	const { addRoutes } = event as Partial<RoutableEvent>;
	const condition = { urlPattern: { pathname: `${base}/api/*` } };
	// A browser that refuses the rule sends exchanges through the worker: slower, and no reason not to install.
	void addRoutes?.call(event, { condition, source: 'network' }).catch(() => undefined);
});

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
