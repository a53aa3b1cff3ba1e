export type PictureKind = 'jpeg' | 'png' | 'webp' | 'heic';

const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
/** Brands of ISO media files that hold a still picture in HEIF or AVIF. */
const STILL = new Set(['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'mif1', 'msf1', 'avif']);

/** By the first bytes alone; name and type that a file claims for itself count for nothing. */
export function pictureKind(head: Uint8Array): PictureKind | undefined {
	if (head[0] === 0xff && head[1] === 0xd8 && head[2] === 0xff) return 'jpeg';
	if (PNG.every((byte, at) => head[at] === byte)) return 'png';
	if (ascii(head, 0, 4) === 'RIFF' && ascii(head, 8, 4) === 'WEBP') return 'webp';
	if (ascii(head, 4, 4) === 'ftyp' && STILL.has(ascii(head, 8, 4))) return 'heic';
	return undefined;
}

export function ascii(bytes: Uint8Array, at: number, length: number): string {
	return String.fromCharCode(...bytes.subarray(at, at + length));
}
