import { withBuiltInFormats } from './date-format';
import { unpack, UnpackBudget } from './inflate';
import { refuseSheet, sheetLimits } from './sheet-problem';
import { zipArchive, type ZipPart } from './zip-archive';
import { readZipDirectory, type ZipEntry } from './zip-directory';

const TYPES = '[Content_Types].xml';
const MAIN = /spreadsheetml\.sheet\.main\+xml/;
/** The parts that hold cells. Pictures, comments, macros, links to other files are left behind. */
const WANTED = /spreadsheetml\.(?:sheet\.main|worksheet|sharedStrings|styles)\+xml/;
const STYLES = /spreadsheetml\.styles\+xml/;

/**
 * Unpacks the parts of a workbook that hold cells, within the limits, and packs them into a plain
 * archive for the library: it then sees exactly what was counted here, and nothing else but the codes of built-in formats.
 */
export async function workbookParts(
	bytes: Uint8Array<ArrayBuffer>
): Promise<Uint8Array<ArrayBuffer>> {
	const entries = readZipDirectory(bytes);
	const byName = new Map(entries.map((entry) => [entry.name.toLowerCase(), entry]));
	const budget = new UnpackBudget();
	const types = byName.get(TYPES.toLowerCase());
	if (!types) refuseSheet({ code: 'sheet.not-a-workbook' });
	const overrides = overridesOf(textOf(await unpack(types, budget)));
	mustBeWorkbook(overrides, entries);

	const wanted = overrides.filter(({ tag }) => WANTED.test(tag));
	if (wanted.filter(({ tag }) => /worksheet\+xml/.test(tag)).length > sheetLimits.sheets) {
		refuseSheet({ code: 'sheet.too-many-sheets', limit: sheetLimits.sheets });
	}
	const main = wanted.find(({ tag }) => MAIN.test(tag))?.name ?? '';
	const names = ['_rels/.rels', relationsOf(main), ...wanted.map(({ name }) => name)];
	const styles = new Set(wanted.filter(({ tag }) => STYLES.test(tag)).map(({ name }) => name));
	const parts: ZipPart[] = [{ name: TYPES, bytes: new TextEncoder().encode(plainTypes(wanted)) }];
	for (const name of new Set(names)) {
		const entry = byName.get(name.toLowerCase());
		if (!entry) continue;
		const content = await unpack(entry, budget);
		mustHaveNoDoctype(content);
		const bytes = styles.has(name) ? withBuiltInFormats(content) : content;
		parts.push({ name: entry.name, bytes });
	}
	return zipArchive(parts, 'stored');
}

interface Override {
	name: string;
	tag: string;
}

function overridesOf(types: string): Override[] {
	const tags = types.match(/<(?:\w+:)?Override\b[^>]{1,1000}>/g) ?? [];
	return tags.map((tag) => ({
		tag,
		name: (/PartName\s*=\s*["']\/?([^"']+)["']/.exec(tag)?.[1] ?? '').replaceAll('&amp;', '&')
	}));
}

function mustBeWorkbook(overrides: readonly Override[], entries: readonly ZipEntry[]): void {
	const says = (type: string) => overrides.some(({ tag }) => tag.includes(type));
	// The type of every .xlsb says macroEnabled as well, with macros or without.
	if (says('sheet.binary')) refuseSheet({ code: 'sheet.binary' });
	if (says('macroEnabled') || entries.some(({ name }) => /vbaProject\.bin$/i.test(name))) {
		refuseSheet({ code: 'sheet.macro' });
	}
	if (!overrides.some(({ tag }) => MAIN.test(tag))) refuseSheet({ code: 'sheet.not-a-workbook' });
}

function relationsOf(part: string): string {
	const cut = part.lastIndexOf('/') + 1;
	return `${part.slice(0, cut)}_rels/${part.slice(cut)}.rels`;
}

function plainTypes(wanted: readonly Override[]): string {
	return [
		'<?xml version="1.0" encoding="UTF-8"?>',
		'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">',
		'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>',
		'<Default Extension="xml" ContentType="application/xml"/>',
		...wanted.map(({ tag }) => tag.replace(/<\w+:Override/, '<Override')),
		'</Types>'
	].join('\n');
}

/** A workbook has no document type; one is only ever there to make entities. */
function mustHaveNoDoctype(content: Uint8Array): void {
	const start = textOf(content.subarray(0, 65_536));
	const root = start.search(/<[A-Za-z]/);
	if (/<!DOCTYPE|<!ENTITY/i.test(root < 0 ? start : start.slice(0, root))) {
		refuseSheet({ code: 'sheet.damaged' });
	}
}

function textOf(bytes: Uint8Array): string {
	return new TextDecoder().decode(bytes);
}
