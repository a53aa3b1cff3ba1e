import { codeMarks } from '#domain/codes/code-mark';
import type { CodeRow, CodeTable } from '#domain/codes/code-table';
import { codeTables, type CodeTableName } from '#domain/codes/registry';

/** Marks a code that this register made up, so that no reader takes it for a national one. */
export const LOCAL_MARK = `（${codeMarks.local.label}）`;

/** Tables that may stand behind a column instead of the current one; their rows say what they become. */
export const olderTables: Partial<Record<CodeTableName, readonly CodeTableName[]>> = {
	education: ['educationLegacy2005', 'educationGBT4658'],
	workPost: ['workPostLegacy2005']
};

/** How offices write a value, beside the names of the tables; name → current code. */
const customary: Partial<Record<CodeTableName, Readonly<Record<string, string>>>> = {
	memberCategory: { 正式: '1', 预备: '2' },
	education: {
		本科: '21',
		大学本科: '21',
		本科生: '21',
		硕士: '11',
		博士: '11',
		硕士生: '11',
		博士生: '11',
		专科: '31',
		大学专科: '31',
		高职: '31',
		中等专科: '4',
		职高: '6',
		技校: '5'
	},
	maritalStatus: { 丧偶: '30', 离异: '40' },
	techPost: { 正高: '11', 副高: '12', 中级职称: '2', 初级职称: '3', 无: '4' },
	yesNo: { true: '1', false: '0', y: '1', n: '0', yes: '1', no: '0', '√': '1', '×': '0' }
};

/**
 * What a cell said. `code` is a current code. `bare` is a code without a name in a column whose
 * table is in question. `unknown` is neither code nor name of any table.
 */
export type CodeReading = { code: string } | { bare: string } | { unknown: string };

const SPLIT =
	/^([0-9A-Za-z]{1,8})\s*[-—–_:.、|/]?\s*[（(]?\s*([^\s（()）0-9A-Za-z][^]*?)\s*[)）]?$/;
const BARE = /^[0-9]{1,8}[A-Za-z]?$|^L\d{2}$/i;

function nameKey(name: string): string {
	return name
		.normalize('NFKC')
		.replace(/[\s“”"'‘’·]/g, '')
		.toLowerCase();
}

function namesOf(table: CodeTable): Map<string, CodeRow> {
	const names = new Map<string, CodeRow>();
	for (const row of table.rows) {
		for (const name of [row.label, row.name]) {
			if (name === undefined) continue;
			const key = nameKey(name);
			// A choice wins over a group node of the same name.
			if (!names.has(key) || names.get(key)?.selectable === false) names.set(key, row);
		}
	}
	return names;
}

/** Reads the cells of one column: code, name, or both in one cell. Remembers what it has read. */
export class CodeReader {
	readonly #table: CodeTable;
	readonly #source: CodeTable;
	readonly #older: readonly CodeTable[];
	readonly #seen = new Map<string, CodeReading>();
	readonly #names = new Map<CodeTable, Map<string, CodeRow>>();
	readonly #asked: boolean;
	readonly #customary: ReadonlyMap<string, string>;

	/**
	 * @param source the table that bare codes of this column come from; undefined while a person is
	 * asked which it is, then bare codes stay open
	 */
	constructor(name: CodeTableName, source: CodeTableName | undefined) {
		this.#table = codeTables[name];
		this.#source = codeTables[source ?? name];
		this.#asked = source === undefined;
		this.#older = (olderTables[name] ?? []).map((older) => codeTables[older]);
		for (const table of [this.#table, ...this.#older]) this.#names.set(table, namesOf(table));
		this.#customary = new Map(Object.entries(customary[name] ?? {}));
	}

	read(raw: string): CodeReading {
		const before = this.#seen.get(raw);
		if (before) return before;
		const reading = this.#work(raw.normalize('NFKC').trim().replace(/^'/, ''));
		// A column holds few different values; a file that lies about that gets no endless memory.
		if (this.#seen.size < 5000) this.#seen.set(raw, reading);
		return reading;
	}

	#work(text: string): CodeReading {
		const own = text.endsWith(LOCAL_MARK.normalize('NFKC'))
			? text.slice(0, -LOCAL_MARK.normalize('NFKC').length)
			: text;
		if (BARE.test(own)) return this.#bare(own.toUpperCase());
		const named = this.#named(own);
		if (named !== undefined) return { code: named };
		const both = SPLIT.exec(own);
		return both ? this.#both(both[1] ?? '', both[2] ?? '', own) : { unknown: own };
	}

	#bare(code: string): CodeReading {
		if (this.#asked) return { bare: code };
		const padded = this.#padded(code);
		const row = this.#source.row(padded);
		if (this.#source !== this.#table && row) return { code: row.mapTo ?? padded };
		return this.#table.row(padded) ? { code: padded } : { unknown: code };
	}

	/** 1 is 01 where every code of the table is as long as 01: a number has lost its nought. */
	#padded(code: string): string {
		if (this.#source.row(code) || !/^\d+$/.test(code)) return code;
		const length = this.#source.rows[0]?.code.length ?? 0;
		const fixed = this.#source.rows.every((row) => row.code.length === length);
		return fixed ? code.padStart(length, '0') : code;
	}

	#named(name: string): string | undefined {
		const key = nameKey(name);
		for (const form of [key, key.replace(/^中共(?!中央)/, ''), `${key}族`]) {
			for (const [table, names] of this.#names) {
				const row = names.get(form);
				if (row) return table === this.#table ? row.code : row.mapTo;
			}
			const code = this.#customary.get(form);
			if (code !== undefined) return code;
		}
		return undefined;
	}

	/** Code and name in one cell: the name tells the table, and both must mean the same row. */
	#both(code: string, name: string, whole: string): CodeReading {
		const key = nameKey(name);
		for (const [table, names] of this.#names) {
			const row = names.get(key);
			if (row && row.code.toUpperCase() === code.toUpperCase()) {
				return { code: table === this.#table ? row.code : (row.mapTo ?? row.code) };
			}
		}
		const current = this.#table.row(this.#padded(code));
		return current && this.#named(name) === current.code
			? { code: current.code }
			: { unknown: whole };
	}
}

/** Whether a text is a code that stands alone, without a name that would tell its table. */
export function isBareCode(text: string): boolean {
	return BARE.test(text.normalize('NFKC').trim().replace(/^'/, ''));
}
