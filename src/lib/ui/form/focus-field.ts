/** Brings a field of the form into view and puts the cursor into its control. */
export function focusField(key: string): void {
	const place = document.getElementById(key);
	const control = document.getElementById(`field-${key}`);
	place?.scrollIntoView({ block: 'center' });
	if (!control) return;
	const target = control.matches('input, textarea, button')
		? control
		: control.querySelector<HTMLElement>('input');
	target?.focus({ preventScroll: true });
}

/**
 * The same once a navigation has come to rest: the router moves the focus to the fragment of the
 * address in a task of its own, and a sheet that has just opened moves it in the next frame.
 */
export function focusFieldAfterNavigation(key: string): void {
	setTimeout(() => requestAnimationFrame(() => focusField(key)));
}
