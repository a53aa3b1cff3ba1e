/**
 * Attached to what a dialog is there for, since the browser would find the cross first; and to what stands in
 * the place of a button that its press has removed.
 */
export function firstFocus(element: HTMLElement): () => void {
	const frame = requestAnimationFrame(() => element.focus());
	return () => cancelAnimationFrame(frame);
}
