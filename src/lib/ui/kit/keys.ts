/**
 * The one place that listens to the keyboard. An input method uses the same keys to choose among
 * its candidates: while one composes, no key has a meaning for the page. tests/shape.test.ts
 * refuses handlers of keydown anywhere else.
 */

/** What a key does. `false`: nothing this time, the key keeps its usual meaning. */
export type KeyAction = (event: KeyboardEvent) => unknown;

/**
 * Actions by `event.key`, letters in lower case. `Mod+` stands for Ctrl or ⌘, `Alt+` for Alt; without
 * them neither is held down. Shift is ignored: on some keyboards `/` needs it.
 */
export type KeyBindings = Readonly<Record<string, KeyAction>>;

/** `<div {@attach keys({ … })}>`: on one element and everything in it. */
export function keys(bindings: KeyBindings): (element: HTMLElement) => () => void {
	return (element) => listen(element, (event) => act(bindings, event));
}

/**
 * `<svelte:document {@attach pageKeys({ … })} />`: wherever the focus is. A dialog over the page takes
 * all keys; plain letters and signs belong to the field that is typed in.
 */
export function pageKeys(bindings: KeyBindings): (page: Document) => () => void {
	return (page) =>
		listen(page, (event) => {
			if (page.querySelector('dialog[open]') === null && !isText(event)) act(bindings, event);
		});
}

/** `<svelte:document {@attach activity(…)} />`: any sign of a person, typing in an input method included. */
export function activity(seen: () => void): (page: Document) => () => void {
	return (page) => {
		page.addEventListener('pointerdown', seen, { capture: true });
		const off = listen(page, seen, { capture: true });
		return () => {
			page.removeEventListener('pointerdown', seen, { capture: true });
			off();
		};
	};
}

/**
 * Escape that drops the candidates of an input method; without this the browser takes it for the
 * Escape that closes a dialog.
 */
export function keepComposing(dialog: HTMLElement): () => void {
	return listen(dialog, (event) => {
		if (event.key === 'Escape' && isComposing(event)) event.preventDefault();
	});
}

function listen(
	target: HTMLElement | Document,
	seen: (event: KeyboardEvent) => void,
	options: { capture?: boolean } = {}
): () => void {
	// The two targets share no type whose events have a keyboard in them.
	const heard = (event: Event) => seen(event as KeyboardEvent);
	target.addEventListener('keydown', heard, options);
	return () => target.removeEventListener('keydown', heard, options);
}

function act(bindings: KeyBindings, event: KeyboardEvent): void {
	const chord = chordOf(event);
	const action = bindings[chord];
	if (!action || event.defaultPrevented) return;
	if (isComposing(event)) {
		// Nor does the browser’s own meaning fit, such as saving the page as a file.
		if (chord.startsWith('Mod+')) event.preventDefault();
	} else if (action(event) !== false) event.preventDefault();
}

/** Safari reports the key that ends a composition after its end, with the code 229. */
export function isComposing(event: Pick<KeyboardEvent, 'isComposing' | 'keyCode'>): boolean {
	return event.isComposing || event.keyCode === 229;
}

function chordOf({ key, ctrlKey, metaKey, altKey }: KeyboardEvent): string {
	const name = key.length === 1 ? key.toLowerCase() : key;
	return `${ctrlKey || metaKey ? 'Mod+' : ''}${altKey ? 'Alt+' : ''}${name}`;
}

/** Whether the key writes into the control that has the focus. */
function isText({ key, ctrlKey, metaKey, target }: KeyboardEvent): boolean {
	if (key.length > 1 || ctrlKey || metaKey) return false;
	return (target as Element | null)?.closest?.('input, textarea, select') != null;
}
