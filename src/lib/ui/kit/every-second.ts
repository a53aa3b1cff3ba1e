import { createSubscriber } from 'svelte/reactivity';

const watch = createSubscriber((update) => {
	const timer = setInterval(update, 1000);
	return () => clearInterval(timer);
});

/** Whoever reads this is asked again each second, for as long as it is on the screen. */
export function everySecond(): void {
	watch();
}
