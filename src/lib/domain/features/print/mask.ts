/**
 * The last four characters of an ID number. The birth date stands beside it on every sheet, so that
 * the first six digits would give the whole number away.
 */
export function maskId(text: string): string {
	return covered(text, 0);
}

/** A phone number by its ends: 164****0001. */
export function maskPhone(text: string): string {
	return covered(text, text.length === 11 ? 3 : 0);
}

const TAIL = 4;

/** A text too short to hide anything in is hidden whole. */
function covered(text: string, head: number): string {
	const hidden = text.length - head - TAIL;
	if (hidden < TAIL) return '*'.repeat(text.length);
	return text.slice(0, head) + '*'.repeat(hidden) + text.slice(-TAIL);
}
