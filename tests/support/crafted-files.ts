import { crc32, deflateRawSync } from 'node:zlib';
import { readWorkbook } from '#sheet/read-workbook';
import { SheetRefusal, type SheetProblem } from '#sheet/sheet-problem';

/** One part of an archive and the lies its headers tell. */
export interface CraftedPart {
	name: string;
	content: string | Uint8Array;
	/** Declared instead of the true figures. */
	size?: number;
	crc?: number;
	/** General purpose bits; 1 says the part is encrypted. */
	flags?: number;
	/** Unix mode in the upper half of the external attributes. */
	mode?: number;
	/** Points at the part of that index instead of its own. */
	over?: number;
}

const buffer = (content: string | Uint8Array) =>
	typeof content === 'string' ? Buffer.from(content, 'utf8') : Buffer.from(content);

/** A zip archive written byte by byte, with whatever lies its parts are given. */
export function craftZip(
	parts: readonly CraftedPart[],
	count = parts.length
): Uint8Array<ArrayBuffer> {
	const chunks: Buffer[] = [];
	const directory: Buffer[] = [];
	const places: number[] = [];
	let at = 0;
	for (const part of parts) {
		const plain = buffer(part.content);
		const packed = deflateRawSync(plain);
		const name = Buffer.from(part.name, 'utf8');
		const facts = Buffer.alloc(26);
		facts.writeUInt16LE(20, 0);
		facts.writeUInt16LE((part.flags ?? 0) | 0x0800, 2);
		facts.writeUInt16LE(8, 4);
		facts.writeUInt32LE(part.crc ?? crc32(plain), 10);
		facts.writeUInt32LE(packed.length, 14);
		facts.writeUInt32LE(part.size ?? plain.length, 18);
		facts.writeUInt16LE(name.length, 22);
		places.push(at);
		const tail = Buffer.alloc(14);
		tail.writeUInt32LE(((part.mode ?? 0) << 16) >>> 0, 6);
		tail.writeUInt32LE(places[part.over ?? places.length - 1] ?? 0, 10);
		const madeBy = Buffer.from([20, part.mode === undefined ? 0 : 3]);
		directory.push(Buffer.from('PK\x01\x02', 'latin1'), madeBy, facts, tail, name);
		if (part.over !== undefined) continue;
		chunks.push(Buffer.from('PK\x03\x04', 'latin1'), facts, name, packed);
		at += 30 + name.length + packed.length;
	}
	const listed = Buffer.concat(directory);
	const end = Buffer.alloc(18);
	end.writeUInt16LE(count, 4);
	end.writeUInt16LE(count, 6);
	end.writeUInt32LE(listed.length, 8);
	end.writeUInt32LE(at, 12);
	const all = Buffer.concat([...chunks, listed, Buffer.from('PK\x05\x06', 'latin1'), end]);
	return new Uint8Array(all);
}

const MAIN = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml';
const SHEET = 'application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml';
const REL = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const MAIN_NS = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';

export interface CraftedSheet {
	name: string;
	/** What stands inside `<worksheet>`. */
	xml: string;
}

/** The parts of a workbook with these sheets. `main` is the content type of xl/workbook.xml. */
export function workbookParts(sheets: readonly CraftedSheet[], main = MAIN): CraftedPart[] {
	const numbers = sheets.map((_, i) => i + 1);
	const types = numbers.map(
		(n) => `<Override PartName="/xl/worksheets/sheet${n}.xml" ContentType="${SHEET}"/>`
	);
	const relations = numbers.map(
		(n) => `<Relationship Id="rId${n}" Type="${REL}/worksheet" Target="worksheets/sheet${n}.xml"/>`
	);
	const listed = sheets.map(
		({ name }, i) => `<sheet name="${name}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`
	);
	const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
	return [
		{
			name: '[Content_Types].xml',
			content: `<Types xmlns="${PACKAGE}/content-types"><Override PartName="/xl/workbook.xml" ContentType="${main}"/>${types.join('')}</Types>`
		},
		{
			name: '_rels/.rels',
			content: `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${REL}/officeDocument" Target="xl/workbook.xml"/></Relationships>`
		},
		{
			name: 'xl/workbook.xml',
			content: `<workbook xmlns="${MAIN_NS}" xmlns:r="${REL}"><sheets>${listed.join('')}</sheets></workbook>`
		},
		{
			name: 'xl/_rels/workbook.xml.rels',
			content: `<Relationships xmlns="${PACKAGE}/relationships">${relations.join('')}</Relationships>`
		},
		...sheets.map(({ xml }, i) => ({
			name: `xl/worksheets/sheet${i + 1}.xml`,
			content: `<worksheet xmlns="${MAIN_NS}">${xml}</worksheet>`
		}))
	];
}

/** `<sheetData>` whose cells are inline texts; keys are addresses (A1). */
export function cellsXml(cells: Record<string, string>): string {
	const rows = new Map<string, string>();
	for (const [address, text] of Object.entries(cells)) {
		const row = address.replace(/\D/g, '');
		const cell = `<c r="${address}" t="inlineStr"><is><t>${text}</t></is></c>`;
		rows.set(row, (rows.get(row) ?? '') + cell);
	}
	const body = [...rows].map(([row, inner]) => `<row r="${row}">${inner}</row>`);
	return `<sheetData>${body.join('')}</sheetData>`;
}

export const craftWorkbook = (sheets: readonly CraftedSheet[]) => craftZip(workbookParts(sheets));

/** Why the file is not read; a file that is read, or an error of another kind, fails the test. */
export async function refusalOf(
	bytes: Uint8Array<ArrayBuffer>,
	name = '名册.xlsx'
): Promise<SheetProblem> {
	try {
		await readWorkbook(bytes, name);
	} catch (error) {
		if (error instanceof SheetRefusal) return error.problem;
		throw error;
	}
	throw new Error('the file was read');
}
