import { createHash } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import type { Photo, PhotoFacts } from '#domain/model/member/photo';
import { uuid } from './device';

/** Big-endian, as JPEG, PNG and TIFF here have it. */
function word(value: number, bytes: 2 | 4): Buffer {
	const buffer = Buffer.alloc(bytes);
	if (bytes === 2) buffer.writeUInt16BE(value);
	else buffer.writeUInt32BE(value);
	return buffer;
}

function segment(marker: number, body: Buffer): Buffer {
	return Buffer.concat([Buffer.from([0xff, marker]), word(body.length + 2, 2), body]);
}

export interface JpegParts {
	width?: number;
	height?: number;
	/** Segments that stand between the head and the picture. */
	beside?: Buffer[];
	/** Bytes of scan data, so that files of any length can be had. */
	data?: number;
	/** Makes two files of one size different. */
	seed?: number;
	/** Bytes after the end marker. */
	tail?: Buffer;
}

/** A file that is built as a JPEG is; no decoder is asked to show it. */
export function aJpeg(parts: JpegParts = {}): Uint8Array<ArrayBuffer> {
	const { width = 480, height = 672, beside = [], data = 600, seed = 1 } = parts;
	const frame = Buffer.concat([
		Buffer.from([8]),
		word(height, 2),
		word(width, 2),
		Buffer.from([1, 1, 0x11, 0])
	]);
	// Stuffed bytes and restart markers belong to the data, a bare marker would not.
	const scan = Buffer.alloc(data, (seed % 250) + 1);
	scan.set([0xff, 0x00, 0xff, 0xd0], 8);
	return new Uint8Array(
		Buffer.concat([
			Buffer.from([0xff, 0xd8]),
			segment(0xe0, Buffer.from('JFIF\0\x01\x01\0\0\x01\0\x01\0\0', 'latin1')),
			...beside,
			segment(0xdb, Buffer.alloc(65, 1)),
			segment(0xc0, frame),
			segment(0xda, Buffer.from([1, 1, 0, 0, 63, 0])),
			scan,
			Buffer.from([0xff, 0xd9]),
			parts.tail ?? Buffer.alloc(0)
		])
	);
}

export const comment = (text: string) => segment(0xfe, Buffer.from(text));
export const xmp = () =>
	segment(0xe1, Buffer.from('http://ns.adobe.com/xap/1.0/\0<x:xmpmeta/>', 'latin1'));

export interface Exif {
	/** 1 … 8; 6 means the picture has to be turned by a quarter. */
	orientation?: number;
	/** Degrees, minutes, seconds. */
	latitude?: [number, number, number];
	camera?: string;
}

/** An APP1 block as a phone’s camera writes it: maker, orientation and where the picture was taken. */
export function exif({
	orientation = 1,
	latitude = [36, 3, 47],
	camera = 'CANARY-CAMERA-7'
}: Exif = {}): Buffer {
	const entries = 3;
	const make = Buffer.from(`${camera}\0`, 'latin1');
	const makeAt = 8 + 2 + entries * 12 + 4;
	const gpsAt = makeAt + make.length + (make.length % 2);
	const gpsEntries = 2;
	const degreesAt = gpsAt + 2 + gpsEntries * 12 + 4;
	const entry = (tag: number, type: number, count: number, value: Buffer) =>
		Buffer.concat([
			word(tag, 2),
			word(type, 2),
			word(count, 4),
			Buffer.concat([value, Buffer.alloc(4)]).subarray(0, 4)
		]);
	const tiff = Buffer.concat([
		Buffer.from('MM\0*', 'latin1'),
		word(8, 4),
		word(entries, 2),
		entry(0x010f, 2, make.length, word(makeAt, 4)),
		entry(0x0112, 3, 1, word(orientation, 2)),
		entry(0x8825, 4, 1, word(gpsAt, 4)),
		word(0, 4),
		make,
		Buffer.alloc(make.length % 2),
		word(gpsEntries, 2),
		entry(0x0001, 2, 2, Buffer.from('N\0', 'latin1')),
		entry(0x0002, 5, 3, word(degreesAt, 4)),
		word(0, 4),
		...latitude.flatMap((part) => [word(part, 4), word(1, 4)])
	]);
	return segment(0xe1, Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff]));
}

/** A real JPEG with this block put in behind its start, where cameras put it. */
export function withBlock(jpeg: Uint8Array, block: Buffer): Buffer {
	return Buffer.concat([jpeg.subarray(0, 2), block, jpeg.subarray(2)]);
}

/** The head of a PNG that claims a size; with `whole` a decodable one of one colour. */
export function aPng(width: number, height: number, whole = false): Uint8Array<ArrayBuffer> {
	const head = Buffer.concat([word(width, 4), word(height, 4), Buffer.from([8, 2, 0, 0, 0])]);
	const rows = whole ? deflateSync(Buffer.alloc((width * 3 + 1) * height, 120)) : Buffer.alloc(8);
	return new Uint8Array(
		Buffer.concat([
			Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
			chunk('IHDR', head),
			chunk('IDAT', rows),
			chunk('IEND', Buffer.alloc(0))
		])
	);
}

function chunk(name: string, body: Buffer): Buffer {
	const named = Buffer.concat([Buffer.from(name, 'latin1'), body]);
	return Buffer.concat([word(body.length, 4), named, word(crc(named), 4)]);
}

function crc(bytes: Buffer): number {
	let value = 0xffffffff;
	for (const byte of bytes) {
		value ^= byte;
		for (let bit = 0; bit < 8; bit++) value = (value >>> 1) ^ (value & 1 ? 0xedb88320 : 0);
	}
	return (value ^ 0xffffffff) >>> 0;
}

export function sha256Of(bytes: Uint8Array): string {
	return createHash('sha256').update(bytes).digest('hex');
}

/** What a record says of these bytes. */
export function factsOf(name: string, bytes: Uint8Array, width = 480, height = 672): PhotoFacts {
	return { id: uuid(name), sha256: sha256Of(bytes), bytes: bytes.length, width, height };
}

/** A photo as it stands in a record. */
export function aPhoto(name: string, bytes: Uint8Array = aJpeg()): Photo {
	const at = '2026-11-24T06:00:00.000Z';
	return { ...factsOf(name, bytes), change: uuid(`c-${name}`), by: 'u990001', device: '', at };
}
