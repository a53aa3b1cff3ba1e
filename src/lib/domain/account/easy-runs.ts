const both = (row: string) => [row, [...row].reverse().join('')];

/** What is counted or read off the keyboard in a line. */
const DIGITS = both('01234567890');
const LINES = [
	'abcdefghijklmnopqrstuvwxyz',
	'qwertyuiop[]',
	'asdfghjkl;',
	'zxcvbnm,./',
	'!@#$%^&*()_+'
];
/** Columns and zigzags of the keyboard. */
const PATHS = [
	'1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p',
	'!qaz@wsx#edc$rfv%tgb^yhn&ujm',
	'qazwsxedcrfvtgbyhnujmikolp',
	'1q2w3e4r5t6y7u8i9o0p',
	'q1w2e3r4t5y6u7i8o9p0'
];
const lines = LINES.flatMap(both);
const paths = PATHS.flatMap(both);

/** From how many characters on each kind is a run; so set that chance hardly ever makes one. */
const kinds: readonly [number, (part: string) => boolean][] = [
	[5, (part) => part === part.charAt(0).repeat(part.length)],
	[4, (part) => DIGITS.some((row) => row.includes(part))],
	[5, (part) => lines.some((row) => row.includes(part))],
	[6, (part) => paths.some((row) => row.includes(part))]
];
const REPEATED = /(.)\1{3}/u;
/** 520520520520 and Abc1Abc1Abc1 have fewer different characters than this. */
const FEW = 5;

/** Whether a text holds a run, or is made of hardly any different characters. */
export function hasRun(text: string): boolean {
	if (REPEATED.test(text)) return true;
	const lower = text.toLowerCase();
	for (let at = 0; at < lower.length; at += 1) {
		for (const [length, isRun] of kinds) {
			const part = lower.slice(at, at + length);
			if (part.length === length && isRun(part)) return true;
		}
	}
	return new Set(lower).size < FEW;
}

/** Whether the three characters at that place are counted, in a line, or all the same. */
export function isShortRunAt(lower: string, at: number): boolean {
	const part = lower.slice(at, at + 3);
	return part.length === 3 && kinds.slice(0, 3).some(([, isRun]) => isRun(part));
}
