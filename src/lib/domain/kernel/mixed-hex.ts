/**
 * So many hexadecimal digits that follow from a text: the same text gives the same digits anywhere.
 * FNV-1a over UTF-16 units, once per eight digits, each with a stirring of its own. It spreads ids;
 * it keeps no secret.
 */
export function mixedHex(text: string, digits: number): string {
	let hex = '';
	for (let part = 0; hex.length < digits; part += 1) {
		let hash = Math.imul(0x811c9dc5 ^ (part + 1), 0x9e3779b1);
		for (let at = 0; at < text.length; at += 1) {
			hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
			hash ^= hash >>> 15;
		}
		hash = Math.imul(hash ^ (hash >>> 16), 0x2c1b3c6d);
		hash = Math.imul(hash ^ (hash >>> 13), 0x297a2d39);
		hex += ((hash ^ (hash >>> 16)) >>> 0).toString(16).padStart(8, '0');
	}
	return hex.slice(0, digits);
}
