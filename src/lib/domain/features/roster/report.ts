import type { FieldKey } from '#domain/model/member/fields';
import type { MemberValues } from '#domain/model/member/member';
import type { Finding } from '#domain/rules/rule';

/** What the check of a workbook says. Nothing of it is stored until a person confirms. */
export interface RosterReport {
	/** The sheets that were read, in the order of the workbook. */
	sheets: SheetReport[];
	/** The sheets that were not. */
	otherSheets: OtherSheet[];
	/** Required items that rows lack only because the file has no column for them: said once. */
	withoutColumn: FieldKey[];
	/** Questions about a whole column; a person answers each before anything is saved. */
	questions: TableQuestion[];
	rows: RosterRow[];
	counts: RosterCounts;
}

export interface SheetReport {
	/** Place in the workbook, from 0. */
	sheet: number;
	name: string;
	/** Sheet row number of the header, from 1. */
	headerRow: number;
	columns: RosterColumn[];
	fileFindings: FileFinding[];
	skipped: { row: number; why: SkipReason }[];
	/** Rows that were taken for persons. */
	persons: number;
}

export interface OtherSheet {
	sheet: number;
	name: string;
	/** It has a header that names a person, so it can be read as well. */
	readable: boolean;
}

export interface RosterColumn {
	/** The key of `mapping`, see `placeIn`. */
	place: string;
	/** Column of the sheet, from 0. */
	index: number;
	/** The header as it stands in the file. */
	header: string;
	field: FieldKey | null;
	/** The name of the catalogue it was read as, where it was recognised. */
	readAs?: string;
}

/** IM-03: the header has blanks around it and was read all the same. */
export interface FileFinding {
	rule: 'IM-03';
	header: string;
	readAs: string;
}

/** IM-02: bare codes of a column that several tables explain differently. */
export interface TableQuestion {
	/** The key of `answers`: `IM-02:` and the field. The answer is the name of a table. */
	id: string;
	rule: 'IM-02';
	field: FieldKey;
	/** The header of the column. */
	column: string;
	/** The codes that are the reason for asking. */
	codes: string[];
	because: string;
	/** The only table that knows every code of the column, if there is exactly one. */
	preselected: string | null;
	/** The table a person has chosen. */
	answer: string | null;
	choices: { table: string; title: string; samples: { code: string; name: string | null }[] }[];
}

export type RowVerdict =
	'accept' | 'accept-with-findings' | 'needs-answer' | 'reject' | 'unchanged';

export interface RosterRow {
	/** The sheet, by its place in the workbook. */
	sheet: number;
	/** Sheet row number, from 1. */
	row: number;
	/** The row in the whole file, see `placeIn`; the key of its answers. */
	place: string;
	verdict: RowVerdict;
	findings: Finding[];
	/** The normalised values; only fields that the file has a column for or that follow from them. */
	values: Partial<MemberValues>;
	ask: RowQuestion[];
	/** Chinese sentences for what is wrong where no rule has a number. */
	why: string[];
	/** Derived from the file’s content, the row and the round: the same file always gives the same. */
	memberId: string;
	changeId: string;
}

export type QuestionCode =
	| 'day-missing'
	| 'date-serial'
	| 'date-hidden'
	| 'date-zone'
	| 'date-order'
	| 'id-15'
	| 'branch-empty'
	| 'branch-title'
	| 'branch-unknown'
	| 'branch-several'
	| 'code-table';

/** One thing only a person can say. The answer goes to `answers` under `place:field`. */
export interface RowQuestion {
	field: FieldKey;
	given: string;
	question: QuestionCode;
	/** The question in words. */
	sentence: string;
	propose?: string;
}

export type SkipReason =
	'title' | 'header' | 'second-header' | 'blank' | 'total' | 'signature' | 'note';

export interface RosterCounts {
	rows: number;
	accept: number;
	'accept-with-findings': number;
	'needs-answer': number;
	reject: number;
	unchanged: number;
}

/** What a person has said about the file so far. */
export interface RosterAnswers {
	/** The sheets to read; where it is left open, those that look like the one that names most. */
	sheets?: readonly number[];
	/** Place of a column → field; null leaves the column out. Over what was recognised. */
	mapping?: Record<string, FieldKey | null>;
	/** `place:field` or the id of a question → the answer. */
	answers?: Record<string, string>;
}

/** A row or a column of the whole file: its number alone on the first sheet, else the sheet before it. */
export function placeIn(sheet: number, n: number): string {
	return sheet === 0 ? String(n) : `${sheet}/${n}`;
}
