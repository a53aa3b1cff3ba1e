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
