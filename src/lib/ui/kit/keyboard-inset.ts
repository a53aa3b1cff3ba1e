import { createSubscriber } from 'svelte/reactivity';

const watch = createSubscriber((update) => {
	const viewport = globalThis.visualViewport;
	viewport?.addEventListener('resize', update);
	viewport?.addEventListener('scroll', update);
	return () => {
		viewport?.removeEventListener('resize', update);
		viewport?.removeEventListener('scroll', update);
	};
});

/** Height in CSS pixels that an on-screen keyboard covers at the bottom; 0 without one. Reactive. */
export function keyboardInset(): number {
	watch();
	const viewport = globalThis.visualViewport;
	// Under pinch zoom the visible part is small for another reason.
	if (!viewport || viewport.scale > 1.01) return 0;
	return Math.max(0, Math.round(window.innerHeight - viewport.height - viewport.offsetTop));
}
