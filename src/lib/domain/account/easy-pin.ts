import { isPlainDate } from '#domain/kernel/plain-date';

/** Numbers that mean something to everybody here, and paths over the keypad. */
const KNOWN = ['520', '521', '1314', '3344', '168', '518', '147258', '258369', '159357', '789456'];

/** Whether a PIN is among those that are tried first: runs, repeats, pairs, years, dates, 520. */
export function isEasyPin(pin: string): boolean {
	return (
		new Set(pin).size < 3 ||
		/(\d)\1\1/.test(pin) ||
		/^(\d)\1(\d)\2(\d)\3$/.test(pin) ||
		/^(\d{2,3})\1+$/.test(pin) ||
		isMirrored(pin) ||
		hasRun(pin) ||
		/^(19[3-9]|20[0-3])\d|(19[3-9]|20[0-3])\d$/.test(pin) ||
		isDate(pin) ||
		KNOWN.some((known) => pin.includes(known) || pin.includes([...known].reverse().join('')))
	);
}

/** Four digits in a row that go up or down by the same step. */
function hasRun(pin: string): boolean {
	const digits = [...pin].map(Number);
	const steps = digits.slice(1).map((digit, at) => digit - digits[at]!);
	return steps.some((step, at) => step === steps[at + 1] && step === steps[at + 2]);
}

function isMirrored(pin: string): boolean {
	return pin === [...pin].reverse().join('');
}

/** YYMMDD and DDMMYY: a birthday is known to many. */
function isDate(pin: string): boolean {
	const [a, b, c] = [pin.slice(0, 2), pin.slice(2, 4), pin.slice(4)];
	return ['19', '20'].some(
		(century) => isPlainDate(`${century}${a}-${b}-${c}`) || isPlainDate(`${century}${c}-${b}-${a}`)
	);
}
