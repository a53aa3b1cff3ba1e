import { initialsBy, type Initials } from '#domain/account/org-initials';
import { setInitials } from '#store/replica/search';

let asked = false;
let initialsOf: Initials | undefined;

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
			import('#ui/form/code-search')
		]);
		setInitials(initialsBy(pinyin, 'head'));
		initialsOf = initialsBy(pinyin);
		setCodeInitials(initialsOf);
	} catch (error) {
		// The file did not come; the next visit asks again.
		asked = false;
		console.error('pinyin', error instanceof Error ? error.name : 'unknown');
	}
}
