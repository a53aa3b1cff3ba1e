import { crc32 } from './crc32';
import { joined } from './inflate';

export interface ZipPart {
	name: string;
	bytes: Uint8Array<ArrayBuffer>;
}

/** The day every part carries (1980-01-01): the same content then always gives the same file. */
const DOS_DATE = 0x21;

/**
 * An archive of these parts.
 * @param how `packed` for a file that goes out; `stored` for one that is only handed on in memory
 */
export async function zipArchive(
	parts: readonly ZipPart[],
	how: 'packed' | 'stored'
): Promise<Uint8Array<ArrayBuffer>> {
	const chunks: Uint8Array[] = [];
	const directory: Uint8Array[] = [];
	let at = 0;
	for (const { name, bytes } of parts) {
		const data = how === 'packed' ? await deflate(bytes) : bytes;
		const label = new TextEncoder().encode(name);
		// A reader in memory checks no sum, and counting one over 40 MB costs a tenth of a second.
		const crc = how === 'packed' ? crc32(bytes) : 0;
		const facts = entryFacts(how, crc, data.byteLength, bytes.byteLength, label.byteLength);
		chunks.push(header(0x04034b50, [], facts, []), label, data);
		directory.push(header(0x02014b50, [20], facts, [0, 0, 0, 0, 0, at & 0xffff, at >>> 16]), label);
		at += 30 + label.byteLength + data.byteLength;
	}
	const size = directory.reduce((sum, chunk) => sum + chunk.byteLength, 0);
	const end = new DataView(new ArrayBuffer(22));
	end.setUint32(0, 0x06054b50, true);
	end.setUint16(8, parts.length, true);
	end.setUint16(10, parts.length, true);
	end.setUint32(12, size, true);
	end.setUint32(16, at, true);
	return joined([...chunks, ...directory, new Uint8Array(end.buffer)], at + size + 22);
}

/** The thirteen half-words that the local header and the directory share. */
function entryFacts(
	how: 'packed' | 'stored',
	crc: number,
	packed: number,
	size: number,
	nameLength: number
): number[] {
	return [
		20,
		0x0800,
		how === 'packed' ? 8 : 0,
		0,
		DOS_DATE,
		crc & 0xffff,
		crc >>> 16,
		packed & 0xffff,
		packed >>> 16,
		size & 0xffff,
		size >>> 16,
		nameLength,
		0
	];
}

function header(signature: number, before: number[], facts: number[], after: number[]): Uint8Array {
	const words = [signature & 0xffff, signature >>> 16, ...before, ...facts, ...after];
	const view = new DataView(new ArrayBuffer(words.length * 2));
	words.forEach((word, i) => view.setUint16(i * 2, word & 0xffff, true));
	return new Uint8Array(view.buffer);
}

async function deflate(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
	const packed = new Blob([bytes]).stream().pipeThrough(new CompressionStream('deflate-raw'));
	return new Uint8Array(await new Response(packed).arrayBuffer());
}
