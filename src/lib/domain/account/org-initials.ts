/** The letters of a Chinese text, one syllable’s first letter each; every side brings its dictionary. */
export type Initials = (text: string) => string;

/** What pinyin-pro’s `pinyin` is asked for: the first letter of each syllable. */
type Pinyin = (
	text: string,
	options: { pattern: 'first'; toneType: 'none'; type: 'array'; surname: 'head' | 'off' }
) => string[];

/** @param surname whether the text begins with one, which may be read in a way of its own */
export function initialsBy(pinyin: Pinyin, surname: 'head' | 'off' = 'off'): Initials {
	return (text) =>
		pinyin(text, { pattern: 'first', toneType: 'none', type: 'array', surname })
			.join('')
			.replace(/[^a-z]/gi, '');
}

/** Fewer letters than this stand in too many words by chance. */
const LEAST = 4;

/** The initials of an organisation’s names that a password must not be built of. */
export function orgInitials(names: readonly string[], initialsOf: Initials): string[] {
	return names.map(initialsOf).filter(({ length }) => length >= LEAST);
}
