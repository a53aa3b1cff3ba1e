import { usual } from '#domain/kernel/usual-characters';

/**
 * What a name of an organisation says, however it is spelled: 信息学院学生一支部 and
 * 中共示例海洋大学信息学院学生第一党支部 say the same but for the school in front.
 */
export interface BranchName {
	/** 党支部, 党总支 or 党委; '' where the name says none. */
	level: 'branch' | 'general' | 'committee' | '';
	/** Ordinals, years and classes: 第一 is 1, 21级 is 2021级. */
	numbers: readonly string[];
	/** Whose branch it is: 教职工, 学生, 本科生 … */
	kinds: readonly Kind[];
	/** What is left: the faculty, with the school where it is named. */
	unit: string;
}

type Kind =
	'staff' | 'retired' | 'student' | 'college' | 'bachelor' | 'graduate' | 'master' | 'doctor';

/** Longest first: 硕士研究生 is no 研究生, 本科生 is no 学生. */
const kindWords: readonly [RegExp, Kind][] = [
	[/离退休|退休|离休/, 'retired'],
	[/教职员工|教职工|教工|教师|职工/, 'staff'],
	[/专科生|高职生|专科|高职/, 'college'],
	[/本科生|本科/, 'bachelor'],
	[/硕士研究生|硕士生|硕士/, 'master'],
	[/博士研究生|博士生|博士/, 'doctor'],
	[/研究生/, 'graduate'],
	[/学生|学员/, 'student']
];
/** What the wider word takes in. */
const within: Partial<Record<Kind, readonly Kind[]>> = {
	student: ['college', 'bachelor', 'graduate', 'master', 'doctor'],
	graduate: ['master', 'doctor']
};

const levelWords: readonly [RegExp, BranchName['level']][] = [
	[/(?:中共)?总支部委员会|党总支部?|总支部?/, 'general'],
	[/(?:临时|联合)*(?:党支部|支部)(?:委员会)?/, 'branch'],
	[/党组|党委|委员会/, 'committee']
];

const FIGURES = '零一二三四五六七八九';
const CHINESE = '[一二三四五六七八九十]{1,3}';
/** Where the word for the level stood; a Chinese number counts beside it, after 第, or before 级. */
const LEVEL = '#';
const NUMBER = new RegExp(
	`(?:第(${CHINESE}|\\d+)|(\\d+)|(${CHINESE})(?=${LEVEL}|$|[级届班]))([级届班]?)|${LEVEL}(${CHINESE})`,
	'g'
);

export function readBranchName(raw: string): BranchName {
	let text = usual(raw.normalize('NFKC'))
		.replace(/[\s"“”'‘’《》「」()[\].,·、_-]/g, '')
		.replace(/^(?:中国共产党|中共)/, '');
	let level: BranchName['level'] = '';
	for (const [word, named] of levelWords) {
		if (level !== '' || !word.test(text)) continue;
		level = named;
		text = text.replace(word, LEVEL);
	}
	const kinds: Kind[] = [];
	for (const [word, kind] of kindWords) {
		if (!word.test(text)) continue;
		kinds.push(kind);
		text = text.replace(word, '');
	}
	const numbers: string[] = [];
	const unit = text.replace(NUMBER, (_all, first, digits, before, group, behind) => {
		const number = plainNumber(String(first ?? digits ?? before ?? behind));
		numbers.push(group === '班' ? `${number}班` : asYear(number, group === '级' || group === '届'));
		return '';
	});
	return {
		level,
		numbers: numbers.sort(),
		kinds: kinds.sort(),
		unit: unit.replaceAll(LEVEL, '')
	};
}

/** 21级, 2021级 and 2021 are one year. */
function asYear(number: string, year: boolean): string {
	if (/^(?:19|20)\d{2}$/.test(number)) return `${number}级`;
	return year && /^\d{2}$/.test(number) ? `20${number}级` : number;
}

function plainNumber(text: string): string {
	if (/^\d+$/.test(text)) return String(Number(text));
	const ten = text.indexOf('十');
	if (ten < 0) return String(Number([...text].map((sign) => FIGURES.indexOf(sign)).join('')));
	const [tens, ones] = [text.slice(0, ten), text.slice(ten + 1)];
	const figure = (sign: string) => Math.max(FIGURES.indexOf(sign), 0);
	return String((tens === '' ? 1 : figure(tens)) * 10 + (ones === '' ? 0 : figure(ones)));
}

/**
 * `same`: every part agrees. `other`: at least one part names another organisation. `open`: one of
 * the two says less, so nobody but a person can tell.
 */
export type BranchLikeness = 'same' | 'other' | 'open';

export function compareBranchNames(one: BranchName, other: BranchName): BranchLikeness {
	const parts = [
		one.level === other.level ? 'same' : one.level && other.level ? 'other' : 'open',
		alike(one.numbers, other.numbers, (a, b) => a === b),
		alike(one.kinds, other.kinds, related),
		one.unit === other.unit ? 'same' : isIn(one.unit, other.unit) ? 'open' : 'other'
	];
	if (parts.includes('other')) return 'other';
	return parts.every((part) => part === 'same') ? 'same' : 'open';
}

/** A list that holds the other says more; two that differ both ways contradict each other. */
function alike<T>(
	one: readonly T[],
	other: readonly T[],
	near: (a: T, b: T) => boolean
): BranchLikeness {
	if (one.join() === other.join()) return 'same';
	return isWithin(one, other, near) || isWithin(other, one, near) ? 'open' : 'other';
}

/** Whether each part has one of its own in the longer list: 第一 … 第一 is not within 第一 … 第二. */
function isWithin<T>(
	one: readonly T[],
	other: readonly T[],
	near: (a: T, b: T) => boolean
): boolean {
	const left = [...other];
	return one.every((part) => {
		const at = left.findIndex((match) => near(part, match));
		if (at >= 0) left.splice(at, 1);
		return at >= 0;
	});
}

function related(a: Kind, b: Kind): boolean {
	return a === b || within[a]?.includes(b) === true || within[b]?.includes(a) === true;
}

/** Whether one text is the other with signs left out: 信院 of 信息学院. */
function isIn(one: string, other: string): boolean {
	const [short, long] = one.length <= other.length ? [one, other] : [other, one];
	let at = 0;
	for (const sign of short) {
		at = long.indexOf(sign, at) + 1;
		if (at === 0) return false;
	}
	return true;
}

/** The name without what stands in front of the unit, where it stands there. */
export function withoutSchool(name: BranchName, school: string): BranchName {
	return name.unit.startsWith(school) ? { ...name, unit: name.unit.slice(school.length) } : name;
}

/** What stands in front of the unit in the full name and not in the short one. */
export function schoolOf(full: BranchName, short: BranchName): string {
	return full.unit.endsWith(short.unit)
		? full.unit.slice(0, full.unit.length - short.unit.length)
		: '';
}
