/** Why a file was not read, by name. The wording a person reads lives in ui/words/wording.ts. */
export type SheetProblem =
	/** No byte in it. */
	| { code: 'sheet.empty' }
	/** The file itself is over the limit. */
	| { code: 'sheet.too-large'; megabytes: number }
	/** Unpacked it would be over the limit, or it unpacks like a trap. */
	| { code: 'sheet.bomb' }
	/** The old binary format .xls: save as .xlsx. */
	| { code: 'sheet.old-xls' }
	/** Locked by a password. */
	| { code: 'sheet.encrypted' }
	/** Carries macros (.xlsm): save as .xlsx. */
	| { code: 'sheet.macro' }
	/** The binary format .xlsb: save as .xlsx. */
	| { code: 'sheet.binary' }
	/** A web page under the name of a workbook. */
	| { code: 'sheet.html' }
	/** A text file under the name of a workbook. */
	| { code: 'sheet.text-named-workbook' }
	/** Something else altogether: a picture, a document, an archive. */
	| { code: 'sheet.not-a-workbook' }
	/** Begins like a workbook and cannot be read: cut off, altered, inconsistent. */
	| { code: 'sheet.damaged' }
	| { code: 'sheet.too-many-sheets'; limit: number }
	| { code: 'sheet.too-many-rows'; limit: number }
	| { code: 'sheet.too-many-columns'; limit: number }
	/** No row among the first ones names a person’s fields. */
	| { code: 'sheet.no-header' }
	/** No 姓名 column, or nobody under it. */
	| { code: 'sheet.no-names' }
	/** The person stopped it. */
	| { code: 'sheet.cancelled' }
	/** No sign of life for half a minute. */
	| { code: 'sheet.timeout' }
	/** A defect of ours or of the browser; the file was not changed. */
	| { code: 'sheet.failed' };

/** Limits of a file that comes in; each is checked on what is really there, never on what is said. */
export const sheetLimits = {
	fileBytes: 10 * 1024 * 1024,
	entries: 200,
	unpackedBytes: 80 * 1024 * 1024,
	partBytes: 40 * 1024 * 1024,
	/** Unpacked ÷ packed above which a part is a trap, once it has given a megabyte. */
	ratio: 200,
	sheets: 20,
	rows: 20_000,
	columns: 256
} as const;

export class SheetRefusal extends Error {
	override readonly name = 'SheetRefusal';
	readonly problem: SheetProblem;

	constructor(problem: SheetProblem) {
		super(problem.code);
		this.problem = problem;
	}
}

export function refuseSheet(problem: SheetProblem): never {
	throw new SheetRefusal(problem);
}
