/** Crockford’s base32: no letter that a hand or a voice takes for another one. */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const GROUP = 4;

/** Five bits a letter: twenty letters are 100 bits. */
export const CODE_LETTERS = 20;
export const CODE_HOURS = 72;
export const CODE_MS = CODE_HOURS * 3_600_000;

/** A one-time activation code out of random bytes, in groups of four for reading aloud. */
export function codeFrom(random: Uint8Array): string {
	const letters = Array.from(random.subarray(0, CODE_LETTERS), (byte) => LETTERS[byte & 31]);
	const groups: string[] = [];
	for (let at = 0; at < letters.length; at += GROUP) {
		groups.push(letters.slice(at, at + GROUP).join(''));
	}
	return groups.join('-');
}

/** What was typed, as the code is compared: case, blanks and dashes do not count, O is 0, I and L are 1. */
export function plainCode(typed: string): string {
	return typed
		.normalize('NFKC')
		.toUpperCase()
		.replace(/[\s\-–—]/g, '')
		.replace(/O/g, '0')
		.replace(/[IL]/g, '1');
}
