import { refuseSheet, sheetLimits } from './sheet-problem';

/** One part of a zip archive, where its packed bytes lie and what the directory says of it. */
export interface ZipEntry {
	name: string;
	method: 0 | 8;
	crc: number;
	packed: Uint8Array;
	/** As declared; never trusted before it was counted. */
	size: number;
}

const END = 0x06054b50;
const CENTRAL = 0x02014b50;
const LOCAL = 0x04034b50;

/**
 * Reads the directory of an archive and refuses what no spreadsheet program writes: split or
 * 64-bit archives, encryption, links, names that climb out, names that come twice, parts that lie
 * over one another (one kernel counted many times), more entries than a workbook has.
 */
export function readZipDirectory(bytes: Uint8Array<ArrayBuffer>): ZipEntry[] {
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	const end = findEnd(view);
	const count = view.getUint16(end + 10, true);
	const start = view.getUint32(end + 16, true);
	const split = view.getUint16(end + 4, true) !== 0 || view.getUint16(end + 6, true) !== 0;
	if (split || count === 0xffff || start > end) damaged();
	if (count > sheetLimits.entries) refuseSheet({ code: 'sheet.bomb' });

	const entries: ZipEntry[] = [];
	const ranges: [number, number][] = [];
	let at = start;
	for (let i = 0; i < count; i += 1) {
		if (at + 46 > end || view.getUint32(at, true) !== CENTRAL) damaged();
		const nameLength = view.getUint16(at + 28, true);
		const next =
			at + 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
		if (next > end) damaged();
		const name = nameOf(bytes.subarray(at + 46, at + 46 + nameLength));
		if ((view.getUint16(at + 8, true) & 1) === 1) refuseSheet({ code: 'sheet.encrypted' });
		if (isLink(view, at)) damaged();
		const local = view.getUint32(at + 42, true);
		const data = dataStart(view, local, nameLength, start);
		const packedEnd = data + view.getUint32(at + 20, true);
		if (packedEnd > start) damaged();
		ranges.push([local, packedEnd]);
		const method = view.getUint16(at + 10, true);
		if (method !== 0 && method !== 8) damaged();
		entries.push({
			name,
			method,
			crc: view.getUint32(at + 16, true),
			packed: bytes.subarray(data, packedEnd),
			size: view.getUint32(at + 24, true)
		});
		at = next;
	}
	mustNotOverlap(ranges);
	mustBeDistinct(entries);
	return entries;
}

function damaged(): never {
	refuseSheet({ code: 'sheet.damaged' });
}

/** The end record stands within the last 64 kB; its comment must reach exactly to the end. */
function findEnd(view: DataView): number {
	const from = view.byteLength - 22;
	for (let at = from; at >= Math.max(0, from - 0xffff); at -= 1) {
		if (view.getUint32(at, true) === END && view.getUint16(at + 20, true) === from - at) return at;
	}
	return damaged();
}

/** Where the packed bytes begin, after a local header that must agree about the name’s length. */
function dataStart(view: DataView, local: number, nameLength: number, limit: number): number {
	if (local + 30 > limit || view.getUint32(local, true) !== LOCAL) damaged();
	if (view.getUint16(local + 26, true) !== nameLength) damaged();
	return local + 30 + nameLength + view.getUint16(local + 28, true);
}

function isLink(view: DataView, at: number): boolean {
	const madeOnUnix = view.getUint8(at + 5) === 3;
	return madeOnUnix && view.getUint32(at + 38, true) >>> 28 === 0o12;
}

function nameOf(bytes: Uint8Array): string {
	const name = new TextDecoder().decode(bytes).replaceAll('\\', '/').replace(/^\//, '');
	if (name === '' || /(?:^|\/)\.\.(?:\/|$)|^[A-Za-z]:|\0/.test(name)) damaged();
	return name;
}

function mustNotOverlap(ranges: [number, number][]): void {
	ranges.sort((a, b) => a[0] - b[0]);
	ranges.forEach(([, end], i) => {
		const following = ranges[i + 1];
		if (following && following[0] < end) refuseSheet({ code: 'sheet.bomb' });
	});
}

function mustBeDistinct(entries: readonly ZipEntry[]): void {
	// Programs that read workbooks do not tell capitals apart, so neither may two names.
	if (new Set(entries.map(({ name }) => name.toLowerCase())).size < entries.length) damaged();
}
