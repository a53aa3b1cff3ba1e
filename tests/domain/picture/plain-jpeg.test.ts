import { describe, expect, test } from 'vitest';
import { pictureKind } from '#domain/picture/picture-kind';
import { pictureSize } from '#domain/picture/picture-size';
import { plainJpegSize, strippedJpeg } from '#domain/picture/plain-jpeg';
import { portrait } from '#domain/picture/portrait';
import { aJpeg, aPng, comment, exif, withBlock, xmp } from '../../support/photos';

describe('a portrait is a JPEG with nothing beside its picture', () => {
	const plain = aJpeg();

	test('as it is made here, it is kept, and its size is read', () => {
		expect(plainJpegSize(plain)).toEqual({ width: 480, height: 672 });
	});

	test.each([
		['EXIF with a place', aJpeg({ beside: [exif()] })],
		['EXIF put in front', new Uint8Array(withBlock(plain, exif()))],
		['XMP', aJpeg({ beside: [xmp()] })],
		['a comment', aJpeg({ beside: [comment('x')] })],
		['a page after its end', aJpeg({ tail: Buffer.from('<script>') })],
		['a second picture after its end', aJpeg({ tail: Buffer.from(plain) })],
		['more than 200 kB', aJpeg({ data: portrait.bytes })],
		['too long a side', aJpeg({ width: portrait.longest + 1 })],
		['no width', aJpeg({ width: 0 })],
		['its end cut off', plain.slice(0, -2)],
		['half of it', plain.slice(0, plain.length / 2)],
		['no scan', new Uint8Array([0xff, 0xd8, 0xff, 0xd9])],
		['another kind', aPng(480, 672)],
		['nothing in it', new Uint8Array(0)]
	])('%s is refused', (_what, bytes) => {
		expect(plainJpegSize(bytes)).toBeUndefined();
	});

	test('a length that reaches beyond the file is refused', () => {
		const bytes = plain.slice();
		bytes.set([0xff, 0xff], 4);
		expect(plainJpegSize(bytes)).toBeUndefined();
	});
});

test('stripping takes away all that stands beside the picture, and leaves the picture', () => {
	const full = aJpeg({ beside: [exif(), xmp(), comment('x')], tail: Buffer.from('rest') });
	const plain = strippedJpeg(full)!;
	expect(plain).toEqual(aJpeg());
	expect(Buffer.from(plain).includes('Exif')).toBe(false);
	expect(strippedJpeg(new Uint8Array([0xff, 0xd8, 0]))).toBeUndefined();
});

const riff = (form: string, body: number[]) =>
	new Uint8Array([
		...Buffer.from('RIFF\0\0\0\0WEBP', 'latin1'),
		...Buffer.from(form, 'latin1'),
		...[0, 0, 0, 0],
		...body,
		...new Array<number>(16).fill(0)
	]);
const webps: [string, Uint8Array][] = [
	['VP8X', riff('VP8X', [0, 0, 0, 0, 0x8f, 1, 0, 0x57, 2, 0])],
	['VP8 ', riff('VP8 ', [0, 0, 0, 0x9d, 1, 0x2a, 0x90, 1, 0x58, 2])],
	['VP8L', riff('VP8L', [0x2f, 0x8f, 0xc1, 0x95, 0])]
];

describe('a picked file is known by its first bytes', () => {
	test.each([
		['jpeg', aJpeg()],
		['png', aPng(3, 4)],
		['webp', webps[0]![1]],
		['heic', new Uint8Array([0, 0, 0, 24, ...Buffer.from('ftypheic', 'latin1')])],
		['heic', new Uint8Array([0, 0, 0, 24, ...Buffer.from('ftypmif1', 'latin1')])],
		[undefined, new Uint8Array(Buffer.from('<html><body>'))],
		[undefined, new Uint8Array([0xff, 0xd8])],
		[undefined, new Uint8Array([0, 0, 0, 24, ...Buffer.from('ftypisom', 'latin1')])],
		[undefined, new Uint8Array(0)]
	])('%s', (kind, bytes) => {
		expect(pictureKind(bytes)).toBe(kind);
	});

	test('its size is read from its head, however large it claims to be', () => {
		expect(pictureSize('png', aPng(30_000, 30_000))).toEqual({ width: 30_000, height: 30_000 });
		const head = aJpeg({ width: 9000, height: 8000, beside: [exif()] }).slice(0, 500);
		expect(pictureSize('jpeg', head)).toEqual({ width: 9000, height: 8000 });
		expect(pictureSize('jpeg', aJpeg().slice(0, 30))).toBeUndefined();
		expect(pictureSize('png', aPng(3, 4).slice(0, 20))).toBeUndefined();
	});

	test.each(webps)('the size of a WebP of the form %s', (_form, bytes) => {
		expect(pictureSize('webp', bytes)).toEqual({ width: 400, height: 600 });
	});
});
