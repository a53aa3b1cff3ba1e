import { codeMarks, markOf } from '#domain/codes/code-mark';
import { codeTables } from '#domain/codes/registry';
import { chapters } from '#ui/help/chapters';
import { fieldLinesByTab } from '#ui/help/field-lines';
import { ruleLines } from '#ui/help/rule-lines';

/** One place of the help that a search can find. */
export interface HelpEntry {
	kind: '任务' | '代码' | '填写说明' | '规则';
	title: string;
	/** What stands below the title in a list of results. */
	text: string;
	href: string;
}

/** What is searched: the entry’s title and text, and its initials once pinyin is here. */
interface Indexed {
	entry: HelpEntry;
	title: string;
	text: string;
	initials: string;
}

/** More than a screen of results is a query that is too short. */
export const MOST_RESULTS = 40;

const entries: readonly HelpEntry[] = [
	...chapters.flatMap(({ tasks }) =>
		tasks.map(({ id, title, lead, steps, notes = [] }): HelpEntry => ({
			kind: '任务',
			title,
			text: [lead, ...steps, ...notes].join(' '),
			href: `/help/${id}`
		}))
	),
	...fieldLinesByTab().flatMap(({ lines }) =>
		lines.map(({ id, label, place, required, hint }): HelpEntry => ({
			kind: '填写说明',
			title: label,
			text: [place, required, hint].filter((part) => part !== '').join('，'),
			href: `/help/fields#${id}`
		}))
	),
	...ruleLines.map(({ id, sentence, advice }): HelpEntry => ({
		kind: '规则',
		title: `${id} ${sentence}`,
		text: advice,
		href: `/help/rules#${id}`
	})),
	...Object.values(codeTables).flatMap(({ name, title, rows }) => [
		{
			kind: '代码',
			title,
			text: `代码表，${rows.length} 项`,
			href: `/help/codes/${name}`
		} as const,
		...rows.map((row): HelpEntry => {
			const mark = markOf(row);
			return {
				kind: '代码',
				title: `${row.code} ${row.name}`,
				text: mark ? `${title}，${codeMarks[mark].label}` : title,
				href: `/help/codes/${name}#${row.code}`
			};
		})
	])
];

const keyOf = (text: string) => text.normalize('NFKC').toLowerCase();

let index: readonly Indexed[] | undefined;
let indexedBy: ((text: string) => string) | undefined;

function indexOf(initialsOf: ((text: string) => string) | undefined): readonly Indexed[] {
	if (index && indexedBy === initialsOf) return index;
	indexedBy = initialsOf;
	index = entries.map((entry) => ({
		entry,
		title: keyOf(entry.title),
		text: keyOf(entry.text),
		initials: keyOf(initialsOf?.(entry.title) ?? '')
	}));
	return index;
}

/** The words of a query: every one of them must be found. */
export function wordsOf(query: string): string[] {
	return keyOf(query)
		.split(/\s+/)
		.filter((word) => word !== '');
}

/**
 * Entries that hold every word of the query, in title, text or the title’s pinyin initials; where all
 * stand in the title first, tasks before the rest. Nothing for an empty query.
 */
export function searchHelp(query: string, initialsOf?: (text: string) => string): HelpEntry[] {
	const words = wordsOf(query);
	if (words.length === 0) return [];
	const ranked: HelpEntry[][] = [[], [], []];
	for (const { entry, title, text, initials } of indexOf(initialsOf)) {
		const rankOf = (word: string) => {
			if (title.includes(word)) return 0;
			if (text.includes(word)) return 1;
			return /^[a-z]+$/.test(word) && initials.includes(word) ? 2 : 3;
		};
		ranked[Math.max(...words.map(rankOf))]?.push(entry);
	}
	return ranked.flat().slice(0, MOST_RESULTS);
}

const escaped = (word: string) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** A text in parts, those that a word of the query matches marked. */
export function highlighted(
	text: string,
	words: readonly string[]
): { text: string; hit: boolean }[] {
	const found = words.filter((word) => word !== '').map(escaped);
	if (found.length === 0) return [{ text, hit: false }];
	return text
		.split(new RegExp(`(${found.join('|')})`, 'iu'))
		.map((part, at) => ({ text: part, hit: at % 2 === 1 }))
		.filter((part) => part.text !== '');
}
