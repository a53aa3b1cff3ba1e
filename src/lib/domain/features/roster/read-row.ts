import type { Field } from '#domain/model/member/field';
import { fieldOf, type FieldKey } from '#domain/model/member/fields';
import { birthDateOf, checkCharacter, genderOf, upgrade15 } from '#domain/model/member/id-number';
import type { MemberValues } from '#domain/model/member/member';
import { normalise } from '#domain/model/member/normalise';
import { normaliseIdNumber } from '#domain/model/member/respell';
import { unfitFor } from '#domain/model/member/value-shape';
import type { BranchNames } from './branch-names';
import { isBlank, plainText, textOf, type Cell, type GridRow } from './grid';
import type { CodeReader } from './read-code';
import { readDateCell, type DateCellReading } from './read-date-cell';
import { questionSentence, reasons } from './reasons';
import { placeIn, type QuestionCode, type RowQuestion } from './report';

/** A field and the columns it is read from, best first (code before name). */
export interface FieldSource {
	field: Field;
	key: FieldKey;
	columns: readonly number[];
	codes?: CodeReader;
}

export interface RowReaderParts {
	branches: BranchNames;
	/** `place:field` → what a person answered. */
	answers: Readonly<Record<string, string>>;
	/** Some row of the file names a branch: then an empty cell is a gap, not the branch of whoever imports. */
	namesBranches: boolean;
	/** The branch in the name or the title of the row’s sheet. */
	title: string | undefined;
}

export interface SheetRow extends GridRow {
	sheet: number;
}

/** A row turned into values, with what it asks and what is wrong, before any rule has looked at it. */
export interface Draft {
	sheet: number;
	row: number;
	place: string;
	values: Partial<MemberValues>;
	ask: RowQuestion[];
	why: string[];
	/** Fields whose cell could not be read: rules about them would speak of an empty field. */
	broken: Set<FieldKey>;
}

/** Reads one row. Nothing is invented: what a cell leaves open becomes a question. */
export class RowReader {
	readonly #draft: Draft;

	readonly #cells: readonly Cell[];
	readonly #parts: RowReaderParts;
	/** Before anybody has answered anything, no field of a long file looks for its answer. */
	readonly #answered: boolean;

	private constructor({ sheet, row, cells }: SheetRow, parts: RowReaderParts) {
		this.#cells = cells;
		this.#parts = parts;
		this.#answered = isFilled(parts.answers);
		const place = placeIn(sheet, row);
		this.#draft = { sheet, row, place, values: {}, ask: [], why: [], broken: new Set() };
	}

	static read(row: SheetRow, sources: readonly FieldSource[], parts: RowReaderParts): Draft {
		const reader = new RowReader(row, parts);
		let month: string | undefined;
		for (const source of sources) {
			if (source.key === 'birthDate') month = reader.#birthDate(source);
			else reader.#field(source);
		}
		reader.#branchIfNone(sources);
		reader.#derived(month);
		return reader.#draft;
	}

	#field(source: FieldSource): void {
		const { field, key } = source;
		const cell = this.#cell(source);
		const answer = this.#answered ? this.#answer(key) : undefined;
		if (isBlank(cell) && answer === undefined && field.kind !== 'branch') {
			this.#draft.values[key] = field.initial ?? '';
			return;
		}
		if (typeof cell === 'object' && this.#unreadable(key, cell.kind)) return;
		const given = plainText(cell);
		switch (field.kind) {
			case 'idNumber':
				return this.#idNumber(key, cell, answer ?? given);
			case 'date':
				return this.#date(key, cell, answer);
			case 'code':
			case 'flag':
				return this.#code(source, answer ?? given);
			case 'branch':
				return this.#branch(key, given, answer);
			case 'number':
				return this.#number(key, normalise(field, given));
			default:
				this.#keep(key, normalise(field, given));
		}
	}

	/** The first of the field’s columns that holds anything. */
	#cell(source: FieldSource): Cell {
		for (const index of source.columns) if (!isBlank(this.#cells[index])) return this.#cells[index];
		return undefined;
	}

	#answer(key: FieldKey): string | undefined {
		return this.#parts.answers[`${this.#draft.place}:${key}`];
	}

	#unreadable(key: FieldKey, kind: string): boolean {
		if (kind === 'number' || kind === 'date') return false;
		this.#fault(key, kind === 'formula' ? reasons.formula(key) : reasons.cellKind(key));
		return true;
	}

	#fault(key: FieldKey, sentence: string): void {
		this.#draft.why.push(sentence);
		this.#draft.broken.add(key);
		this.#draft.values[key] = '';
	}

	#ask(key: FieldKey, given: string, question: QuestionCode, propose?: string): void {
		const sentence = questionSentence(question, key, given);
		this.#draft.ask.push({
			field: key,
			given,
			question,
			sentence,
			...(propose ? { propose } : {})
		});
		this.#draft.values[key] = '';
	}

	/** Keeps a text that a record may hold; whether it is a code or a number a rule says. */
	#keep(key: FieldKey, text: string): void {
		const plain = text.length <= 20 && !/[^\u0020-\u007e\u4e00-\u9fff]/.test(text);
		const field = fieldOf(key);
		const kind = field.table ? 'text' : field.kind;
		if (plain || unfitFor({ ...field, kind }, text) === undefined) this.#draft.values[key] = text;
		else this.#fault(key, reasons.text(key));
	}

	/** A number of more than 15 digits has lost its end; 15 digits are proposed as 18. */
	#idNumber(key: FieldKey, cell: Cell, given: string): void {
		if (typeof cell === 'object' && cell.kind === 'number' && Math.abs(cell.value) >= 1e15) {
			return this.#fault(key, reasons.idAsNumber());
		}
		const text = normaliseIdNumber(given);
		if (LOST_END.test(text)) return this.#fault(key, reasons.idAsNumber());
		if (isRounded(text)) return this.#fault(key, reasons.idRounded());
		if (!/^\d{15}$/.test(text)) return this.#keep(key, text);
		this.#ask(key, text, 'id-15', upgrade15(text));
		this.#draft.values[key] = text;
	}

	/** Two numbers in one cell, or a number with words, are no number. */
	#number(key: FieldKey, text: string): void {
		if (unfitFor(fieldOf(key), text) === undefined) this.#draft.values[key] = text;
		else this.#fault(key, reasons.number(key, text));
	}

	#date(key: FieldKey, cell: Cell, answer: string | undefined): void {
		const reading = readDateCell(answer ?? cell);
		if ('date' in reading) this.#draft.values[key] = reading.date;
		else this.#askDay(key, cell, reading);
	}

	/** What shows no single day is asked for, row by row, with as much of it as the cell holds. */
	#askDay(key: FieldKey, cell: Cell, reading: Undated): void {
		const given = textOf(cell).trim();
		if ('monthOnly' in reading) this.#ask(key, given, 'day-missing', monthOf(cell, reading));
		else if ('serial' in reading) this.#ask(key, given, 'date-serial', reading.serial);
		else if ('hidden' in reading) this.#ask(key, given, 'date-hidden', reading.hidden);
		else if ('unsure' in reading) this.#ask(key, given, unsure[reading.unsure], reading.propose);
		else this.#fault(key, reasons.date(key, reading.invalid));
	}

	/** 出生日期 may give year and month only; then the day comes from the ID number. */
	#birthDate(source: FieldSource): string | undefined {
		const cell = this.#cell(source);
		const reading =
			this.#answer('birthDate') === undefined && !isBlank(cell) ? readDateCell(cell) : undefined;
		if (reading && 'monthOnly' in reading) return reading.monthOnly;
		this.#field(source);
		return undefined;
	}

	#code({ key, codes }: FieldSource, given: string): void {
		const reading = codes?.read(given) ?? { unknown: given };
		if ('code' in reading) this.#draft.values[key] = reading.code;
		else if ('bare' in reading) this.#ask(key, reading.bare, 'code-table');
		else if (judgedByRule.has(key)) this.#keep(key, reading.unknown);
		else this.#fault(key, reasons.code(key, given));
	}

	#branch(key: FieldKey, given: string, answer: string | undefined): void {
		if (answer === undefined && given.trim() === '') return this.#noBranch(key);
		const reading = this.#parts.branches.read(answer ?? given);
		if ('elsewhere' in reading) return this.#fault(key, reasons.elsewhere(reading.elsewhere));
		if ('open' in reading) {
			const question = reading.several ? 'branch-several' : 'branch-unknown';
			return this.#ask(key, given, question, reading.nearest?.code);
		}
		if (this.#parts.branches.inReach(reading.org)) this.#draft.values[key] = reading.org.id;
		else this.#fault(key, reasons.reach(given));
	}

	/** A file that names no branch anywhere belongs to the branch that imports it; else it is asked. */
	#noBranch(key: FieldKey): void {
		const { branches, namesBranches, title } = this.#parts;
		const { own } = branches;
		const reading = title === undefined ? undefined : branches.read(title);
		const titled =
			reading && ('org' in reading ? reading.org : 'open' in reading && reading.nearest);
		if (own && !namesBranches) {
			const foreign = reading && ('elsewhere' in reading || (titled && titled.id !== own.id));
			if (foreign) this.#ask(key, title ?? '', 'branch-title');
			else this.#draft.values[key] = own.id;
			return;
		}
		const near = titled && branches.inReach(titled) ? titled.code : undefined;
		this.#ask(key, '', 'branch-empty', near);
	}

	#branchIfNone(sources: readonly FieldSource[]): void {
		if (sources.some((source) => source.key === 'branchId')) return;
		this.#branch('branchId', '', this.#answer('branchId'));
	}

	/** 出生日期 and 性别 that the file leaves open follow from the ID number; given ones stand. */
	#derived(month: string | undefined): void {
		const { values, broken } = this.#draft;
		const given = values.idNumber ?? '';
		const id = /^\d{15}$/.test(given) ? upgrade15(given) : given;
		const born = id === undefined ? undefined : birthDateOf(id);
		if (month !== undefined) {
			if (born === undefined && !broken.has('idNumber'))
				this.#ask('birthDate', month, 'day-missing');
			// Another month than the ID number’s: kept, so that ID-04 speaks.
			else values.birthDate = born && sameMonth(month, born) ? born : `${month}-01`;
		} else if (!values.birthDate && born !== undefined && !broken.has('birthDate')) {
			values.birthDate = born;
		}
		const gender = id === undefined ? undefined : genderOf(id);
		if (!values.gender && gender && !broken.has('gender')) values.gender = gender;
	}
}

/** 9.90001E+17: what is left of a number in a file that was saved as text. */
const LOST_END = /^\d(?:\.\d+)?E\+?1[4-7]$/;

/** The last three digits are noughts that the check character does not fit: a program rounded it. */
function isRounded(idNumber: string): boolean {
	return /^\d{15}000$/.test(idNumber) && checkCharacter(idNumber) !== '0';
}

type Undated = Exclude<DateCellReading, { date: string }>;

/** Why a cell shows no single day, as a question. */
const unsure = { day: 'day-missing', zone: 'date-zone', order: 'date-order' } as const;

/** As much of a day as the cell holds. The number 2016.1 may have been 2016.10. */
function monthOf(cell: Cell, { monthOnly }: { monthOnly: string }): string {
	const lostNought = typeof cell === 'object' && cell.kind === 'number' && /\.1$/.test(cell.text);
	return lostNought ? monthOnly.slice(0, 5) : `${monthOnly}-`;
}

/** Fields whose unknown codes a rule refuses by its own number (BI-02, ED-02, WP-02). */
const judgedByRule: ReadonlySet<FieldKey> = new Set(['ethnicity', 'education', 'workPost']);

/** 1989.1 may be a number that lost its nought: October is then as good as January. */
function sameMonth(month: string, day: string): boolean {
	return (
		day.startsWith(month) || (month.endsWith('-01') && day.startsWith(`${month.slice(0, 5)}10`))
	);
}

function isFilled(answers: RowReaderParts['answers']): boolean {
	for (const key in answers) if (Object.hasOwn(answers, key)) return true;
	return false;
}
