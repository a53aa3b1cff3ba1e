import { crc32 } from './crc32';
import { refuseSheet, sheetLimits, SheetRefusal } from './sheet-problem';
import type { ZipEntry } from './zip-directory';

/** Bytes pushed at a time: deflate gives at most about 1,032 for each, so one step stays small. */
const STEP = 4096;
const FIRST_MEGABYTE = 1024 * 1024;

/** What all parts of one file may still unpack to. */
export class UnpackBudget {
	#left: number = sheetLimits.unpackedBytes;

	take(bytes: number): void {
		this.#left -= bytes;
		if (this.#left < 0) refuseSheet({ code: 'sheet.bomb' });
	}
}

/**
 * Unpacks one part, counting what really comes out; size and checksum must be those declared.
 * The platform’s inflater does the work. It is fed a gzip frame made of the part’s own numbers,
 * so that it also checks the sum.
 */
export async function unpack(
	entry: ZipEntry,
	budget: UnpackBudget
): Promise<Uint8Array<ArrayBuffer>> {
	if (entry.size > sheetLimits.partBytes) refuseSheet({ code: 'sheet.bomb' });
	if (entry.method === 0) return stored(entry, budget);
	const stream = new DecompressionStream('gzip');
	const writing = feed(stream.writable.getWriter(), entry);
	// A refusal below cancels the reading; then this side fails as well and has nothing to add.
	writing.catch(() => undefined);
	const reader = stream.readable.getReader();
	const chunks: Uint8Array[] = [];
	let total = 0;
	try {
		for (;;) {
			const { done, value } = await reader.read();
			if (done) break;
			total += value.byteLength;
			budget.take(value.byteLength);
			mustBeModest(total, entry.packed.byteLength);
			chunks.push(value);
		}
		await writing;
	} catch (error) {
		await reader.cancel().catch(() => undefined);
		if (error instanceof SheetRefusal) throw error;
		// The inflater’s own words: wrong block, wrong sum, cut off. All mean the same to a person.
		refuseSheet({ code: 'sheet.damaged' });
	}
	return joined(chunks, total);
}

function stored({ packed, size, crc }: ZipEntry, budget: UnpackBudget): Uint8Array<ArrayBuffer> {
	budget.take(packed.byteLength);
	if (packed.byteLength !== size || crc32(packed) !== crc) refuseSheet({ code: 'sheet.damaged' });
	return new Uint8Array(packed);
}

function mustBeModest(unpacked: number, packed: number): void {
	const swollen = unpacked > FIRST_MEGABYTE && unpacked > packed * sheetLimits.ratio;
	if (unpacked > sheetLimits.partBytes || swollen) refuseSheet({ code: 'sheet.bomb' });
}

async function feed(
	writer: WritableStreamDefaultWriter<BufferSource>,
	{ packed, crc, size }: ZipEntry
): Promise<void> {
	await writer.write(new Uint8Array([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255]));
	for (let at = 0; at < packed.byteLength; at += STEP) {
		await writer.write(new Uint8Array(packed.subarray(at, at + STEP)));
	}
	const trailer = new DataView(new ArrayBuffer(8));
	trailer.setUint32(0, crc, true);
	trailer.setUint32(4, size, true);
	await writer.write(trailer);
	await writer.close();
}

export function joined(chunks: readonly Uint8Array[], total: number): Uint8Array<ArrayBuffer> {
	const all = new Uint8Array(total);
	let at = 0;
	for (const chunk of chunks) {
		all.set(chunk, at);
		at += chunk.byteLength;
	}
	return all;
}
