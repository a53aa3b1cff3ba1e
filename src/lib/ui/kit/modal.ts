import { keepComposing, keys } from '#ui/kit/keys';

/**
 * Opens a dialog over the page. It closes by Escape that no input method needs, and by a press that
 * begins and ends beside it: selecting text may end there without closing anything. Ctrl+S submits
 * the form in it, if there is one.
 */
export function modal(dialog: HTMLDialogElement): () => void {
	const port = new AbortController();
	const options = { signal: port.signal };
	let began = false;
	let ended = false;
	dialog.addEventListener('pointerdown', ({ target }) => (began = target === dialog), options);
	dialog.addEventListener('pointerup', ({ target }) => (ended = target === dialog), options);
	dialog.addEventListener(
		'click',
		({ target }) => {
			if (target === dialog && began && ended) dialog.close();
			began = false;
		},
		options
	);
	const submit = () => dialog.querySelector('form')?.requestSubmit();
	const offs = [keepComposing(dialog), keys({ 'Mod+s': submit })(dialog)];
	dialog.showModal();
	return () => {
		port.abort();
		for (const off of offs) off();
	};
}
