import { portrait } from '#domain/picture/portrait';
import { isBeside, isFrame, segmentsOf, type Segment } from '#domain/picture/jpeg-segments';

export interface Size {
	width: number;
	height: number;
}

/**
 * The size of a portrait as it may be kept: a JPEG of at most 200 kB that holds its picture and
 * nothing beside it, no EXIF, no place, no comment, not a byte after its end. Undefined otherwise;
 * both sides ask this before they keep anything.
 */
export function plainJpegSize(bytes: Uint8Array): Size | undefined {
	if (bytes.length > portrait.bytes) return undefined;
	const segments = segmentsOf(bytes);
	if (!segments || segments.at(-1)?.end !== bytes.length) return undefined;
	if (segments.some(({ marker }) => isBeside(marker))) return undefined;
	if (!segments.some(({ marker }) => marker === 0xda)) return undefined;
	const frames = segments.filter(({ marker }) => isFrame(marker));
	const size = frames.length === 1 ? frameSize(bytes, frames[0]!) : undefined;
	if (!size || size.width === 0 || size.height === 0) return undefined;
	return Math.max(size.width, size.height) <= portrait.longest ? size : undefined;
}

/** The same picture without what stands beside it; some browsers add a block of their own. */
export function strippedJpeg(bytes: Uint8Array): Uint8Array<ArrayBuffer> | undefined {
	const segments = segmentsOf(bytes);
	if (!segments) return undefined;
	const kept = segments.filter(({ marker }) => !isBeside(marker));
	const length = kept.reduce((sum, { start, end }) => sum + end - start, 2);
	const plain = new Uint8Array(length);
	plain.set(bytes.subarray(0, 2));
	let at = 2;
	for (const { start, end } of kept) {
		plain.set(bytes.subarray(start, end), at);
		at += end - start;
	}
	return plain;
}

export function frameSize(bytes: Uint8Array, { start, end }: Segment): Size | undefined {
	let at = start;
	while (bytes[at] === 0xff) at++;
	// Marker, length, precision, then height before width.
	if (end - at < 8) return undefined;
	const word = (from: number) => bytes[from]! * 256 + bytes[from + 1]!;
	return { height: word(at + 4), width: word(at + 6) };
}
