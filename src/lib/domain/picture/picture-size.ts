import { isFrame, type Segment } from '#domain/picture/jpeg-segments';
import { ascii, type PictureKind } from '#domain/picture/picture-kind';
import { frameSize, type Size } from '#domain/picture/plain-jpeg';

/**
 * How large a picture says it is, read from its head before anything is decoded: a small file may
 * claim to be as large as a memory is not. Undefined when the head does not say.
 */
export function pictureSize(
	kind: Exclude<PictureKind, 'heic'>,
	bytes: Uint8Array
): Size | undefined {
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	switch (kind) {
		case 'jpeg':
			return jpegSize(bytes);
		case 'png':
			if (bytes.length < 24 || ascii(bytes, 12, 4) !== 'IHDR') return undefined;
			return { width: view.getUint32(16), height: view.getUint32(20) };
		case 'webp':
			return webpSize(bytes, view);
	}
}

/** Only the segments before the picture are walked: the file may be cut after its head. */
function jpegSize(bytes: Uint8Array): Size | undefined {
	for (let at = 2; at + 4 < bytes.length;) {
		if (bytes[at] !== 0xff) return undefined;
		const marker = bytes[at + 1]!;
		if (marker === 0xff) {
			at += 1;
			continue;
		}
		const end = at + 2 + bytes[at + 2]! * 256 + bytes[at + 3]!;
		const segment: Segment = { marker, start: at, end };
		if (isFrame(marker)) return end <= bytes.length ? frameSize(bytes, segment) : undefined;
		at = end;
	}
	return undefined;
}

function webpSize(bytes: Uint8Array, view: DataView): Size | undefined {
	if (bytes.length < 30) return undefined;
	const three = (at: number) => bytes[at]! + bytes[at + 1]! * 256 + bytes[at + 2]! * 65536;
	switch (ascii(bytes, 12, 4)) {
		case 'VP8X':
			return { width: three(24) + 1, height: three(27) + 1 };
		case 'VP8 ':
			return {
				width: view.getUint16(26, true) & 0x3fff,
				height: view.getUint16(28, true) & 0x3fff
			};
		case 'VP8L': {
			const packed = view.getUint32(21, true);
			return { width: (packed & 0x3fff) + 1, height: ((packed >>> 14) & 0x3fff) + 1 };
		}
		default:
			return undefined;
	}
}
