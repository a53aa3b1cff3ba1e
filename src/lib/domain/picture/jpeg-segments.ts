/** One part of a JPEG file before or between its scans. */
export interface Segment {
	marker: number;
	/** Of its first byte, the 0xff of the marker; `end` is the byte after it. */
	start: number;
	end: number;
}

export const START = 0xd8;
export const END = 0xd9;
export const SCAN = 0xda;

const isRestart = (marker: number) => marker >= 0xd0 && marker <= 0xd7;

/** Frame headers: they say how large the picture is. 0xc4, 0xc8 and 0xcc mean something else. */
export function isFrame(marker: number): boolean {
	return marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
}

/** What a program may add beside the picture: APP1 … APP15 (EXIF, XMP, IPTC, profiles) and comments. */
export function isBeside(marker: number): boolean {
	return (marker >= 0xe1 && marker <= 0xef) || marker === 0xfe;
}

/**
 * The file part by part, a scan with its data as one. Undefined when it is not built as a JPEG is,
 * or ends before its end marker. What follows that marker belongs to no part.
 */
export function segmentsOf(bytes: Uint8Array): Segment[] | undefined {
	if (bytes[0] !== 0xff || bytes[1] !== START) return undefined;
	const segments: Segment[] = [];
	for (let at = 2; ;) {
		const segment = segmentAt(bytes, at);
		if (!segment) return undefined;
		segments.push(segment);
		if (segment.marker === END) return segments;
		at = segment.end;
	}
}

function segmentAt(bytes: Uint8Array, start: number): Segment | undefined {
	if (bytes[start] !== 0xff) return undefined;
	let at = start;
	// Any number of fill bytes may stand before a marker.
	while (bytes[at] === 0xff) at++;
	const marker = bytes[at];
	if (marker === undefined || marker === 0 || marker === START || isRestart(marker))
		return undefined;
	if (marker === END) return { marker, start, end: at + 1 };
	const [high, low] = [bytes[at + 1], bytes[at + 2]];
	if (high === undefined || low === undefined) return undefined;
	const length = high * 256 + low;
	const end = at + 1 + length;
	if (length < 2 || end > bytes.length) return undefined;
	return { marker, start, end: marker === SCAN ? endOfScan(bytes, end) : end };
}

/** Entropy-coded data ends at the first marker that is neither stuffing nor a restart. */
function endOfScan(bytes: Uint8Array, from: number): number {
	for (let at = from; at < bytes.length - 1; at++) {
		const next = bytes[at + 1]!;
		if (bytes[at] === 0xff && next !== 0 && next !== 0xff && !isRestart(next)) return at;
	}
	return bytes.length;
}
