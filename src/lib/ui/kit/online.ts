import { createSubscriber } from 'svelte/reactivity';

const watch = createSubscriber((update) => {
	window.addEventListener('online', update);
	window.addEventListener('offline', update);
	return () => {
		window.removeEventListener('online', update);
		window.removeEventListener('offline', update);
	};
});

/** Whether the device believes it has a network; only a hint. Reactive. */
export function online(): boolean {
	watch();
	return navigator.onLine;
}
