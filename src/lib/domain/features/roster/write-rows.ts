import type { CodeTable } from '#domain/codes/code-table';
import { codeTables } from '#domain/codes/registry';
import { fieldOf, type FieldKey } from '#domain/model/member/fields';
import type { Org } from '#domain/model/org/org';
import { codeHeader, nationalLayout, type ColumnKey } from './columns';
import { LOCAL_MARK } from './read-code';

/** How a field that has a code table leaves: its code, its name, or a column of each. */
export type CodeStyle = 'code' | 'name' | 'both';

/** The columns of a workbook: chosen one by one, or the national layout. */
export type RosterColumns = readonly ColumnKey[] | 'national';

export interface OutColumn {
	header: string;
	key: ColumnKey;
	/** Set where the cells hold the codes of this table. */
	codes?: CodeTable;
	write: (value: string) => string;
}

/**
 * The columns of an export, in order. A code of this register’s own never leaves as if it were a
 * national one: where codes are written its name stands, marked; beside a column of names its code
 * stays empty.
 */
export function outColumns(
	columns: RosterColumns,
	style: CodeStyle,
	orgs: readonly Org[]
): OutColumn[] {
	const orgById = new Map(orgs.map((org) => [org.id, org]));
	if (columns === 'national') {
		return nationalLayout.flatMap(({ header, key }) => {
			if (key !== 'branchId') return columnsOf(header, key, style, orgById);
			// The national layout names the organisation in full, whatever is done with codes.
			return columnsOf(header, key, 'name', orgById);
		});
	}
	return columns.flatMap((key) =>
		key === 'completeness'
			? nationalLayout.slice(-1).map(({ header }) => ({ header, key, write: same }))
			: columnsOf(fieldOf(key).label, key, style, orgById)
	);
}

const same = (value: string) => value;

function columnsOf(
	header: string,
	key: ColumnKey,
	style: CodeStyle,
	orgs: ReadonlyMap<string, Org>
): OutColumn[] {
	const writers = key === 'completeness' ? undefined : codeWriters(key, orgs);
	if (!writers) return [{ header, key, write: same }];
	const { code, name, marked, table } = writers;
	const codes = table && { codes: table };
	if (style === 'code') return [{ header, key, ...codes, write: marked }];
	if (style === 'name') return [{ header, key, write: name }];
	return [
		{ header: codeHeader(header), key, ...codes, write: code },
		{ header, key, write: name }
	];
}

interface CodeWriters {
	code: (value: string) => string;
	name: (value: string) => string;
	/** The code, or the marked name where the code is this register’s own. */
	marked: (value: string) => string;
	/** None where an organisation is coded. */
	table?: CodeTable;
}

function codeWriters(key: FieldKey, orgs: ReadonlyMap<string, Org>): CodeWriters | undefined {
	const { kind, table: tableName } = fieldOf(key);
	if (kind === 'branch') {
		const code = (id: string) => orgs.get(id)?.code ?? '';
		return { code, marked: code, name: (id) => orgs.get(id)?.fullName ?? '' };
	}
	if (!tableName) return undefined;
	const table = codeTables[tableName];
	const own = (value: string) => table.row(value)?.local === true;
	return {
		table,
		code: (value) => (own(value) ? '' : value),
		name: (value) => table.nameOf(value),
		marked: (value) => (own(value) ? `${table.nameOf(value)}${LOCAL_MARK}` : value)
	};
}

/** The distinct fields whose values a writer needs, in the order of `cellsOf`. */
export function neededKeys(columns: readonly OutColumn[]): ColumnKey[] {
	return [...new Set(columns.map(({ key }) => key))];
}

/** A function from values (in the order of `neededKeys`) to the texts of one row. */
export function cellsOf(columns: readonly OutColumn[]): (values: readonly string[]) => string[] {
	const keys = neededKeys(columns);
	const plan = columns.map(({ key, write }) => ({ at: keys.indexOf(key), write }));
	return (values) =>
		plan.map(({ at, write }) => {
			const value = values[at] ?? '';
			return value === '' ? '' : write(value);
		});
}
