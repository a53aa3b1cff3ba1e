import { setInitials } from '#store/search';

let asked = false;
let initialsOf: ((text: string) => string) | undefined;

/** Pinyin initials of a text, '' as long as the dictionary is not here. */
export function initialsNow(text: string): string {
	return initialsOf?.(text) ?? '';
}

/**
 * Brings pinyin to the searches, once, after the first screen stands: the dictionary is larger than
 * everything before it. Without it names, codes and digits are still found.
 */
export async function loadPinyin(): Promise<void> {
	if (asked) return;
	asked = true;
	try {
		const [{ pinyin }, { setCodeInitials }] = await Promise.all([
			import('pinyin-pro'),
			import('#ui/code-search')
		]);
		const initials = (text: string, surname: 'head' | 'off') =>
			pinyin(text, { pattern: 'first', toneType: 'none', type: 'array', surname })
				.join('')
				.replace(/[^a-z]/gi, '');
		setInitials((name) => initials(name, 'head'));
		initialsOf = (text) => initials(text, 'off');
		setCodeInitials(initialsOf);
	} catch (error) {
		// The file did not come; the next visit asks again.
		asked = false;
		console.error('pinyin', error instanceof Error ? error.name : 'unknown');
	}
}
