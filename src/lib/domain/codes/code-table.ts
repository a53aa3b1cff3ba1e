import { z } from 'zod';

export interface CodeRow {
	readonly code: string;
	readonly name: string;
	/** How the manual words it where that differs from the standard. */
	readonly label?: string;
	readonly parent?: string;
	/** Order of levels, higher is more; education, degree and professional title have one. */
	readonly rank?: number;
	/** false: a group node that no record may carry. */
	readonly selectable?: false;
	/** Invented for this project because no public code exists; never leaves as a national code. */
	readonly local?: true;
	/** Code or meaning not confirmed by a public source. */
	readonly verify?: true;
	/** Legacy tables: the code of the current table it becomes. */
	readonly mapTo?: string;
	readonly student?: true;
	readonly requiresTechPost?: true;
	readonly minority?: true;
	readonly holdsMembers?: boolean;
	readonly default?: true;
	/** duty: a seat in the committee of a branch or committee. */
	readonly committee?: true;
	/** studentCategory: the levels such a student has already obtained. */
	readonly expectedEducation?: readonly string[];
	readonly workPostGroup?: string;
}

export interface CodeTable {
	readonly name: string;
	/** The Chinese name a person reads. */
	readonly title: string;
	/** The standard, or the source the rows were taken from. */
	readonly source: string;
	readonly rows: readonly CodeRow[];
	readonly schema: z.ZodType<string>;
	row(code: string): CodeRow | undefined;
	/** The name for a code; the code itself when the table does not know it. */
	nameOf(code: string): string;
	/** Whether a record may carry the code. */
	has(code: string): boolean;
	/** What a picker may offer. */
	readonly choices: readonly CodeRow[];
}

/** A closed list from a standard: lookup, schema and choices at once. */
export function defineCodeTable(table: {
	name: string;
	title: string;
	source: string;
	rows: readonly CodeRow[];
}): CodeTable {
	const byCode = new Map(table.rows.map((row) => [row.code, row]));
	const choices = table.rows.filter((row) => row.selectable !== false);
	const has = (code: string) => {
		const row = byCode.get(code);
		return row !== undefined && row.selectable !== false;
	};
	return {
		...table,
		choices,
		schema: z.string().refine(has, { error: 'unknown code' }),
		row: (code) => byCode.get(code),
		nameOf: (code) => byCode.get(code)?.name ?? code,
		has
	};
}
