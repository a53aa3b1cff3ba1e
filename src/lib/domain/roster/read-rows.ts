import { codeTables, type CodeTableName } from '#domain/codes/registry';
import { fieldOf, type FieldKey } from '#domain/member/fields';
import { BranchNames } from './branch-names';
import { dataRows, fieldColumns, type DataRow, type FieldColumns } from './data-rows';
import { findHeader, type FoundHeader } from './find-header';
import { isBlank, type Cell, type Grid } from './grid';
import { RowJudge, type RosterBase } from './judge-rows';
import { CodeReader } from './read-code';
import { RowReader, type FieldSource } from './read-row';
import type {
	FileFinding,
	RosterAnswers,
	RosterColumn,
	RosterCounts,
	RosterReport,
	RosterRow,
	TableQuestion
} from './report';
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
	{ mapping = {}, answers = {} }: RosterAnswers = {},
	progress: (done: number, total: number) => void = () => undefined
): RosterReport | undefined {
	const header = findHeader(grids);
	if (!header) return undefined;
	const { rows: data, skipped } = dataRows(header, mapping);
	const questions = questionsOf(header, mapping, data, answers);
	const sources = new SourcesOf(questions);
	const branches = new BranchNames(base.orgs, base.actorOrgId);
	const columns = columnsOf(header, mapping);
	const judge = new RowJudge(base, fileHash, fieldsOf(data));

	const rows: RosterRow[] = [];
	for (const { row, cells, columns: place } of data) {
		const draft = RowReader.read(row, cells, sources.of(place), { branches, answers });
		rows.push(judge.judge(draft));
		if (rows.length % STEP === 0) progress(rows.length, data.length);
	}
	judge.finish();
	progress(rows.length, data.length);

	return {
		sheet: header.grid.name,
		otherSheets: grids.filter((grid) => grid !== header.grid).map((grid) => grid.name),
		headerRow: header.row,
		columns,
		fileFindings: fileFindings(header),
		withoutColumn: judge.withoutColumn,
		questions,
		rows,
		skipped,
		counts: countsOf(rows)
	};
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
	header: FoundHeader,
	mapping: NonNullable<RosterAnswers['mapping']>,
	data: readonly DataRow[],
	answers: Readonly<Record<string, string>>
): TableQuestion[] {
	const questions: TableQuestion[] = [];
	for (const [field, indexes] of fieldColumns(header.columns, mapping)) {
		if (!fieldOf(field).table) continue;
		const named = header.columns.find(({ index }) => index === indexes[0])?.header.trim() ?? '';
		const question = tableQuestion(field, named, cellsOf(data, field), answers);
		if (question) questions.push(question);
	}
	return questions;
}

function* cellsOf(data: readonly DataRow[], field: FieldKey): Generator<Cell> {
	for (const { cells, columns } of data) {
		const index = columns.get(field)?.find((column) => !isBlank(cells[column]));
		if (index !== undefined) yield cells[index];
	}
}

function columnsOf(
	{ columns }: FoundHeader,
	mapping: NonNullable<RosterAnswers['mapping']>
): RosterColumn[] {
	const said = new Map(Object.entries(mapping).map(([index, field]) => [Number(index), field]));
	return columns.map(({ index, header, reading }) => {
		const given = said.get(index);
		const field = given === undefined ? (reading?.field ?? null) : given;
		const readAs = reading && reading.field === field ? { readAs: reading.readAs } : {};
		return { index, header, field, ...readAs };
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
