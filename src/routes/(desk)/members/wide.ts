import { MediaQuery } from 'svelte/reactivity';

/** Room for the list and a record side by side; below it each is a page of its own. */
export const wide = new MediaQuery('(min-width: 64rem)');
