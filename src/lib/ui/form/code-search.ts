import { createSubscriber } from 'svelte/reactivity';
import type { CodeRow, CodeTable } from '#domain/codes/code-table';

/** A row a picker may offer, with the names of the groups it stands in (‘本科教育’). */
export interface CodeChoice {
	row: CodeRow;
	group: string;
}

interface Entry extends CodeChoice {
	code: string;
	names: string[];
	initials: string[];
	groupNames: string[];
	groupInitials: string[];
}

let initialsOf: ((text: string) => string) | undefined;
let indexes = new WeakMap<CodeTable, readonly Entry[]>();

let told: (() => void) | undefined;
/** A search that stands open when pinyin arrives is answered again. */
const followPinyin = createSubscriber((update) => {
	told = update;
});

/** Pinyin comes from outside, once it is loaded; until then codes and names are searched. */
export function setCodeInitials(fn: (text: string) => string): void {
	initialsOf = fn;
	indexes = new WeakMap();
	told?.();
}

/**
 * The choices of a table by code, name or pinyin initials: `402`, `本科`, `bk`. A group’s name finds
 * all that stands in it. Codes come first, then names, then initials; the table’s order within.
 * An empty query gives the whole table.
 */
export function searchCodes(table: CodeTable, query: string): readonly CodeChoice[] {
	followPinyin();
	const text = keyOf(query);
	const entries = indexOf(table);
	if (text === '') return entries;
	const hits: { entry: Entry; rank: number }[] = [];
	for (const entry of entries) {
		const rank = rankOf(entry, text);
		if (rank !== undefined) hits.push({ entry, rank });
	}
	return hits.sort((a, b) => a.rank - b.rank).map((hit) => hit.entry);
}

/** How well an entry answers, 0 best; undefined when it does not. */
function rankOf(entry: Entry, text: string): number | undefined {
	const ranks = [
		entry.code === text,
		entry.code.startsWith(text),
		entry.names.some((name) => name.startsWith(text)),
		entry.names.some((name) => name.includes(text)),
		entry.initials.some((initials) => initials.startsWith(text)),
		entry.initials.some((initials) => initials.includes(text)),
		entry.groupNames.some((name) => name.includes(text)),
		entry.groupInitials.some((initials) => initials.startsWith(text))
	];
	const rank = ranks.indexOf(true);
	return rank < 0 ? undefined : rank;
}

function indexOf(table: CodeTable): readonly Entry[] {
	const known = indexes.get(table);
	if (known) return known;
	const entries = inTreeOrder(table).map((row) => entryOf(table, row));
	indexes.set(table, entries);
	return entries;
}

function entryOf(table: CodeTable, row: CodeRow): Entry {
	const names = row.label === undefined ? [row.name] : [row.name, row.label];
	const groups = groupsOf(table, row);
	return {
		row,
		group: groups.join(' › '),
		code: keyOf(row.code),
		names: names.map(keyOf),
		initials: names.map(initials),
		groupNames: groups.map(keyOf),
		groupInitials: groups.map(initials)
	};
}

function groupsOf(table: CodeTable, row: CodeRow): string[] {
	const groups: string[] = [];
	for (let at = row.parent; at !== undefined;) {
		const parent = table.row(at);
		if (!parent) break;
		groups.unshift(parent.name);
		at = parent.parent;
	}
	return groups;
}

/** Children behind their parent, so that the choices of one group stand together. */
function inTreeOrder(table: CodeTable): CodeRow[] {
	const ordered: CodeRow[] = [];
	const visit = (parent: string | undefined) => {
		for (const row of table.rows) {
			if (row.parent !== parent) continue;
			if (row.selectable !== false) ordered.push(row);
			visit(row.code);
		}
	};
	visit(undefined);
	return ordered;
}

/** '' (which starts and contains nothing asked for) until pinyin is there. */
function initials(text: string): string {
	return initialsOf ? keyOf(initialsOf(text)) : '';
}

function keyOf(text: string): string {
	return text.normalize('NFKC').toLowerCase().replace(/\s+/g, '');
}
