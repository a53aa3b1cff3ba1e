import { codeTables, type CodeTableName } from '#domain/codes/registry';
import { fieldOf, type FieldKey } from '#domain/model/member/fields';
import { BranchNames } from './branch-names';
import {
	dataRows,
	fieldColumns,
	saidOn,
	type DataRow,
	type FieldColumns,
	type Mapping
} from './data-rows';
import { findHeaders, headersToRead, type FoundHeader } from './find-header';
import { isBlank, type Cell, type Grid } from './grid';
import { RowJudge, type RosterBase } from './judge-rows';
import { CodeReader } from './read-code';
import { RowReader, type FieldSource } from './read-row';
import {
	placeIn,
	type FileFinding,
	type OtherSheet,
	type RosterAnswers,
	type RosterColumn,
	type RosterCounts,
	type RosterReport,
	type RosterRow,
	type SheetReport,
	type TableQuestion
} from './report';
import { branchInTitle } from './sheet-title';
import { tableQuestion } from './table-question';

/** Rows between two words about progress. */
const STEP = 200;

/**
 * Says of every row of a workbook what an import would do with it. Writes nothing; the same input
 * gives the same report.
 *
 * @param fileHash SHA-256 of the file, hexadecimal: the ids of the rows are made of it
 * @returns undefined when no sheet has a header that names a person
 */
export function readRoster(
	grids: readonly Grid[],
	base: RosterBase,
	fileHash: string,
	{ sheets: chosen, mapping = {}, answers = {} }: RosterAnswers = {},
	progress: (done: number, total: number) => void = () => undefined
): RosterReport | undefined {
	const found = findHeaders(grids);
	const headers = headersToRead(found, chosen);
	if (headers.length === 0) return undefined;
	const parts = headers.map((header) => ({ header, ...dataRows(header, mapping) }));
	const data = parts.flatMap(({ rows }) => rows);
	const questions = questionsOf(headers, mapping, data, answers);
	const sources = new SourcesOf(questions);
	const branches = new BranchNames(base.orgs, base.actorOrgId);
	const judge = new RowJudge(base, fileHash, fieldsOf(data));
	const namesBranches = !cellsOf(data, 'branchId').next().done;

	const rows: RosterRow[] = [];
	for (const { header, rows: own } of parts) {
		const title = branchInTitle(header);
		for (const row of own) {
			const reading = { branches, answers, namesBranches, title };
			rows.push(judge.judge(RowReader.read(row, sources.of(row.columns), reading)));
			if (rows.length % STEP === 0) progress(rows.length, data.length);
		}
	}
	judge.finish();
	progress(rows.length, data.length);

	return {
		sheets: parts.map(({ header, skipped, rows: { length } }) =>
			sheetReport(header, mapping, skipped, length)
		),
		otherSheets: othersOf(grids, headers, found),
		withoutColumn: judge.withoutColumn,
		questions,
		rows,
		counts: countsOf(rows)
	};
}

function sheetReport(
	header: FoundHeader,
	mapping: Mapping,
	skipped: SheetReport['skipped'],
	persons: number
): SheetReport {
	const { sheet, grid, row: headerRow } = header;
	const columns = columnsOf(header, mapping);
	const findings = fileFindings(header);
	return { sheet, name: grid.name, headerRow, columns, fileFindings: findings, skipped, persons };
}

function othersOf(
	grids: readonly Grid[],
	read: readonly FoundHeader[],
	found: readonly FoundHeader[]
): OtherSheet[] {
	const isIn = (headers: readonly FoundHeader[], at: number) =>
		headers.some(({ sheet }) => sheet === at);
	return grids.flatMap(({ name }, sheet) =>
		isIn(read, sheet) ? [] : [{ sheet, name, readable: isIn(found, sheet) }]
	);
}

/** Every field that some row has a column for. Rows under one header share its columns. */
function fieldsOf(data: readonly DataRow[]): Set<FieldKey> {
	const headers = new Set(data.map(({ columns }) => columns));
	return new Set([...headers].flatMap((columns) => [...columns.keys()]));
}

/** The sources of a header, made once: their code readers remember what they have read. */
class SourcesOf {
	readonly #made = new Map<FieldColumns, FieldSource[]>();
	readonly #readers = new Map<FieldKey, CodeReader>();
	readonly #questions: ReadonlyMap<FieldKey, TableQuestion>;

	constructor(questions: readonly TableQuestion[]) {
		this.#questions = new Map(questions.map((question) => [question.field, question]));
	}

	of(columns: FieldColumns): FieldSource[] {
		const before = this.#made.get(columns);
		if (before) return before;
		const sources = [...columns].map(([key, indexes]): FieldSource => {
			const codes = this.#reader(key);
			return { field: fieldOf(key), key, columns: indexes, ...(codes ? { codes } : {}) };
		});
		this.#made.set(columns, sources);
		return sources;
	}

	#reader(key: FieldKey): CodeReader | undefined {
		const { table } = fieldOf(key);
		if (!table) return undefined;
		let reader = this.#readers.get(key);
		if (!reader) {
			const question = this.#questions.get(key);
			const source = question ? (question.answer ?? question.preselected) : table;
			reader = new CodeReader(table, isTable(source) ? source : undefined);
			this.#readers.set(key, reader);
		}
		return reader;
	}
}

function isTable(name: string | null): name is CodeTableName {
	return name !== null && Object.hasOwn(codeTables, name);
}

function questionsOf(
	headers: readonly FoundHeader[],
	mapping: Mapping,
	data: readonly DataRow[],
	answers: Readonly<Record<string, string>>
): TableQuestion[] {
	const questions = new Map<FieldKey, TableQuestion>();
	for (const { sheet, columns } of headers) {
		for (const [field, indexes] of fieldColumns(columns, saidOn(sheet, mapping))) {
			if (questions.has(field) || !fieldOf(field).table) continue;
			const named = columns.find(({ index }) => index === indexes[0])?.header.trim() ?? '';
			const question = tableQuestion(field, named, cellsOf(data, field), answers);
			if (question) questions.set(field, question);
		}
	}
	return [...questions.values()];
}

function* cellsOf(data: readonly DataRow[], field: FieldKey): Generator<Cell> {
	for (const { cells, columns } of data) {
		const index = columns.get(field)?.find((column) => !isBlank(cells[column]));
		if (index !== undefined) yield cells[index];
	}
}

function columnsOf({ sheet, columns }: FoundHeader, mapping: Mapping): RosterColumn[] {
	const said = saidOn(sheet, mapping);
	return columns.map(({ index, header, reading }) => {
		const given = said.get(index);
		const field = given === undefined ? (reading?.field ?? null) : given;
		const readAs = reading && reading.field === field ? { readAs: reading.readAs } : {};
		return { place: placeIn(sheet, index), index, header, field, ...readAs };
	});
}

/** IM-03: a recognised header with blanks around it. */
function fileFindings({ columns }: FoundHeader): FileFinding[] {
	return columns.flatMap(({ header, reading }) =>
		reading && header.trim() !== header
			? [{ rule: 'IM-03', header, readAs: reading.readAs } satisfies FileFinding]
			: []
	);
}

function countsOf(rows: readonly RosterRow[]): RosterCounts {
	const counts: RosterCounts = {
		rows: rows.length,
		accept: 0,
		'accept-with-findings': 0,
		'needs-answer': 0,
		reject: 0,
		unchanged: 0
	};
	for (const { verdict } of rows) counts[verdict] += 1;
	return counts;
}
