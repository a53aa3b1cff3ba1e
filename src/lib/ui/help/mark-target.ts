import type { Attachment } from 'svelte/attachments';

/** Brings the line that the address names into view, clear of the bars. */
export function intoView(named: boolean): Attachment<HTMLElement> {
	return (line) => {
		if (named) line.scrollIntoView({ block: 'center' });
	};
}

/** The line an address names behind `#`. */
export function namedIn(hash: string): string {
	try {
		return decodeURIComponent(hash.slice(1));
	} catch {
		// A damaged address names nothing.
		return '';
	}
}
