/** Attached to what a dialog is there for: the cursor belongs there, not on the cross that the browser finds first. */
export function firstFocus(element: HTMLElement): () => void {
	const frame = requestAnimationFrame(() => element.focus());
	return () => cancelAnimationFrame(frame);
}
