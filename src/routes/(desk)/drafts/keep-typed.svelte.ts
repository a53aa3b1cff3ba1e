import { onDestroy } from 'svelte';

/** What a form that is on the screen asks of its place among the drafts. */
interface Home {
	changed(): void;
	close(): void;
}

/**
 * The one line of a form’s component that keeps what is typed (V-7): every change reaches the sealed
 * store within a second. The place itself is made with `replica.drafts.home(…)`, which fills the
 * form in again; `DraftNotice` says so, and what went wrong.
 */
export function keepTyped<H extends Home>(home: H): H {
	followTyping(home);
	onDestroy(() => home.close());
	return home;
}

/** For a form whose place outlives its component: a sheet that is closed half filled. */
export function followTyping(home: Pick<Home, 'changed'>): void {
	// A key press goes to the disk, which no value on the screen could say.
	$effect(() => home.changed());
}
