import { commonWords } from '#domain/account/common-words';
import { hasRun, isShortRunAt } from '#domain/account/easy-runs';

/**
 * Ids of what is wrong with a new password; the sentences stand in ui/words/wording.ts.
 * Policy: 10 characters of 3 classes or 16 of any kind, and nothing a stranger would try first.
 */
export type Weakness =
	| 'length'
	| 'classes'
	| 'too-long'
	| 'common'
	| 'pinyin-number'
	| 'organisation'
	| 'initials'
	| 'account'
	| 'run'
	| 'previous';

export interface PasswordContext {
	account: string;
	/** Full and short names of the account’s own organisation. */
	orgNames: readonly string[];
	/** Pinyin initials of those names, or their full pinyin. */
	initials: readonly string[];
	/** Whether it is one of the last five. */
	previous?: (password: string) => boolean;
}

const LEAST = 10;
const WITHOUT_CLASSES = 16;
const MOST = 128;
const CLASSES = [
	/\p{Lowercase_Letter}/u,
	/\p{Uppercase_Letter}/u,
	/\p{Number}/u,
	/[^\p{Ll}\p{Lu}\p{N}]/u
];

/** Everything wrong with it, [] when it may be used. Length counts characters as a person does. */
export function weaknesses(password: string, context: PasswordContext): Weakness[] {
	const length = [...password].length;
	if (length > MOST) return ['too-long'];
	const lower = password.normalize('NFKC').toLowerCase();
	const plain = lower.replace(SEPARATORS, '');
	const found: Weakness[] = [];
	if (length < LEAST) found.push('length');
	else if (length < WITHOUT_CLASSES && classesOf(password) < 3) found.push('classes');
	if (hasRun(password) || hasRun(plain)) found.push('run');
	if (isBuiltOf(plain, commonWords)) found.push('common');
	if (isPinyinWithNumber(plain)) found.push('pinyin-number');
	if (namesOrganisation(plain, context.orgNames)) found.push('organisation');
	if (context.initials.some((initials) => holdsInitials(plain, initials))) found.push('initials');
	if (namesAccount(plain, context.account)) found.push('account');
	if (context.previous?.(password)) found.push('previous');
	return found;
}

function classesOf(password: string): number {
	return CLASSES.filter((kind) => kind.test(password)).length;
}

const SEPARATORS = /[\s._\-/·、，。]/gu;

/** The same text with signs and digits read as the letters they stand for; one form per reading of 1. */
function readings(plain: string): string[] {
	const letters = (one: string) =>
		[...plain].map((sign) => (sign === '1' || sign === '!' ? one : (LEET[sign] ?? sign))).join('');
	return [plain, letters('i'), letters('l')];
}

const LEET: Record<string, string | undefined> = {
	'0': 'o',
	'3': 'e',
	'4': 'a',
	'5': 's',
	'7': 't',
	'8': 'b',
	'@': 'a',
	$: 's'
};

/**
 * Whether the text is words of the list and little else: what the words and runs leave over, digits
 * not counted, is at most four characters, and three beside a word of three.
 */
function isBuiltOf(plain: string, words: readonly string[]): boolean {
	const covered = new Array<boolean>(plain.length).fill(false);
	let longest = 0;
	for (const text of readings(plain)) {
		for (const word of words) {
			for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
				covered.fill(true, at, at + word.length);
				longest = Math.max(longest, word.length);
			}
		}
	}
	if (longest === 0) return false;
	for (let at = 0; at + 3 <= plain.length; at += 1) {
		if (isShortRunAt(plain, at)) covered.fill(true, at, at + 3);
	}
	const left = [...plain.matchAll(/\D/g)].filter(({ index }) => !covered[index]);
	return left.length <= (longest < 3 ? 0 : Math.min(4, longest));
}

/** One written syllable of pinyin, read generously. */
const SYLLABLE =
	'(?:[zcs]h|[bpmfdtnlgkhjqxrzcsyw])?(?:iang|iong|uang|ang|eng|ing|ong|ian|iao|uai|uan|ai|an|ao|ei|en|er|ia|ie|in|iu|ou|ua|ue|ui|un|uo|ve|[aeiouv])';
const PINYIN = new RegExp(`^(?:${SYLLABLE}){1,4}$`);

/** zhangsan123456 and its like: a name in pinyin, else digits and at most three signs. */
function isPinyinWithNumber(plain: string): boolean {
	const match = /^([^a-z]*)([a-z]+)([^a-z]*)$/.exec(plain);
	if (!match?.[2]) return false;
	const signs = `${match[1]}${match[3]}`.replace(/\d/g, '');
	return signs.length <= 3 && PINYIN.test(match[2]);
}

/** Three Chinese characters in a row that stand so in a name, or a whole name in other letters. */
function namesOrganisation(plain: string, names: readonly string[]): boolean {
	const known = names.map((name) => name.normalize('NFKC').toLowerCase().replace(SEPARATORS, ''));
	for (const [, trio] of plain.matchAll(/(?=(\p{Script=Han}{3}))/gu)) {
		if (trio && known.some((name) => name.includes(trio))) return true;
	}
	return known.some((name) => name.length >= 4 && plain.includes(name));
}

/** All of the initials or six of them in a row anywhere; fewer of them with little beside. */
function holdsInitials(plain: string, given: string): boolean {
	const initials = given.toLowerCase().replace(/[^a-z]/g, '');
	if (initials.length < 2) return false;
	const forms = readings(plain);
	const holds = (piece: string) => forms.some((text) => text.includes(piece));
	return (
		(initials.length >= 4 && pieces(initials, Math.min(6, initials.length)).some(holds)) ||
		isBuiltOf(plain, pieces(initials, Math.min(4, initials.length)))
	);
}

function pieces(text: string, length: number): string[] {
	return Array.from({ length: text.length - length + 1 }, (_, at) => text.slice(at, at + length));
}

/** Six digits of the account in a row are as good as the account. */
function namesAccount(plain: string, account: string): boolean {
	const digits = account.replace(/\D/g, '');
	return digits.length >= 6 && pieces(digits, 6).some((piece) => plain.includes(piece));
}
