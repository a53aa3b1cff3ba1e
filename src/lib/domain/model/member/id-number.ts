import { isPlainDate, type PlainDate } from '#domain/kernel/plain-date';

/** GB 11643-1999, 4: 17 digits and a check character. The first digit of a region is never 0. */
const SHAPE = /^[1-9]\d{16}[0-9X]$/;

/**
 * ISO 7064 MOD 11-2 as GB 11643-1999 prints it: the weight of each of the 17 digits, left to right,
 * is 2^(18−i) mod 11 for i = 1…17.
 */
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const;
/** The check character for each remainder 0–10 of the weighted sum modulo 11; X stands for ten. */
const CHARACTERS = '10X98765432';

export function hasIdShape(idNumber: string): boolean {
	return idNumber.length === 18 && SHAPE.test(idNumber);
}

/** The check character that the first 17 digits ask for. */
export function checkCharacter(digits: string): string {
	let sum = 0;
	for (let i = 0; i < 17; i += 1) sum += (digits.charCodeAt(i) - 48) * (WEIGHTS[i] ?? 0);
	return CHARACTERS[sum % 11] ?? '';
}

/** The day of birth inside an 18-character number; undefined when it is no day of the calendar. */
export function birthDateOf(idNumber: string): PlainDate | undefined {
	const date = `${idNumber.slice(6, 10)}-${idNumber.slice(10, 12)}-${idNumber.slice(12, 14)}`;
	return isPlainDate(date) ? date : undefined;
}

/** 1 男 when the 17th digit is odd, else 2 女. */
export function genderOf(idNumber: string): '1' | '2' {
	return idNumber.charCodeAt(16) % 2 === 1 ? '1' : '2';
}

/** The 18-character form of a 15-digit number: 19 in front of the year, then the check character. */
export function upgrade15(idNumber: string): string | undefined {
	if (!/^[1-9]\d{14}$/.test(idNumber)) return undefined;
	const body = `${idNumber.slice(0, 6)}19${idNumber.slice(6)}`;
	return body + checkCharacter(body);
}
