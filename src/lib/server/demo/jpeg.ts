/**
 * A baseline JPEG encoder for drawn pictures: whole 8 × 8 blocks, no subsampling, nothing beside the picture.
 * The Huffman codes are its own: a short one for the end of a block, which flat areas consist of, eight bits for
 * everything else.
 */

export interface Picture {
	/** Multiples of 8. */
	width: number;
	height: number;
	/** Red, green, blue, row by row. */
	pixels: Uint8ClampedArray;
}

const BLOCK = 8;
/** Position of each coefficient in the zigzag scan: diagonal by diagonal, every other one upwards. */
const ZIGZAG = Array.from({ length: 64 }, (_, at) => at).sort((a, b) => {
	const [sumA, sumB] = [(a >> 3) + (a & 7), (b >> 3) + (b & 7)];
	if (sumA !== sumB) return sumA - sumB;
	return sumA % 2 === 0 ? b - a : a - b;
});
const STEPS = Array.from({ length: 64 }, (_, at) => 4 + 2 * ((at >> 3) + (at & 7)));

/** cosine[u × 8 + x] of the one-dimensional transform, scaled. */
const COSINE = Float64Array.from({ length: 64 }, (_, at) => {
	const [u, x] = [at >> 3, at & 7];
	return (u === 0 ? Math.SQRT1_2 : 1) * 0.5 * Math.cos(((2 * x + 1) * u * Math.PI) / 16);
});

/** Symbols in the order of their codes, and how long the codes are. */
const DC_SYMBOLS = Array.from({ length: 12 }, (_, size) => size);
const DC_BITS = 4;
const END_OF_BLOCK = 0x00;
const SIXTEEN_ZEROS = 0xf0;
const AC_SYMBOLS = [
	SIXTEEN_ZEROS,
	...Array.from({ length: 160 }, (_, at) => Math.floor(at / 10) * 16 + (at % 10) + 1)
];
const END_BITS = 2;
const AC_BITS = 8;
/** The canonical code after `00`, with eight bits. */
const AC_FROM = 0b0100_0000;
const AC_CODE = new Map(AC_SYMBOLS.map((symbol, at) => [symbol, AC_FROM + at]));

export function encodeJpeg({ width, height, pixels }: Picture): Uint8Array<ArrayBuffer> {
	const scan = new Bits();
	const planes = planesOf(pixels);
	const last = [0, 0, 0];
	for (let y = 0; y < height; y += BLOCK) {
		for (let x = 0; x < width; x += BLOCK) {
			planes.forEach((plane, at) => {
				last[at] = writeBlock(scan, coefficients(plane, y * width + x, width), last[at]!);
			});
		}
	}
	return Uint8Array.from([0xff, 0xd8, ...head(width, height), ...scan.finished(), 0xff, 0xd9]);
}

/** Luminance and the two colour differences, around zero. */
function planesOf(pixels: Uint8ClampedArray): readonly Float64Array[] {
	const size = pixels.length / 3;
	const planes = [new Float64Array(size), new Float64Array(size), new Float64Array(size)] as const;
	const [light, blue, red] = planes;
	for (let at = 0; at < size; at += 1) {
		const r = pixels[at * 3]!;
		const g = pixels[at * 3 + 1]!;
		const b = pixels[at * 3 + 2]!;
		light[at] = 0.299 * r + 0.587 * g + 0.114 * b - 128;
		blue[at] = -0.168736 * r - 0.331264 * g + 0.5 * b;
		red[at] = 0.5 * r - 0.418688 * g - 0.081312 * b;
	}
	return planes;
}

/** Transformed and quantised, in zigzag order. */
function coefficients(plane: Float64Array, from: number, width: number): Int32Array {
	const rows = new Float64Array(64);
	const found = new Int32Array(64);
	const first = plane[from]!;
	let isFlat = true;
	for (let y = 0; y < 8; y += 1) {
		const row = from + y * width;
		for (let x = 0; x < 8; x += 1) if (plane[row + x] !== first) isFlat = false;
	}
	if (isFlat) {
		found[0] = Math.round((first * 8) / STEPS[0]!);
		return found;
	}
	for (let y = 0; y < 8; y += 1) {
		for (let u = 0; u < 8; u += 1) {
			let sum = 0;
			for (let x = 0; x < 8; x += 1) sum += COSINE[u * 8 + x]! * plane[from + y * width + x]!;
			rows[y * 8 + u] = sum;
		}
	}
	ZIGZAG.forEach((place, at) => {
		const [v, u] = [place >> 3, place & 7];
		let sum = 0;
		for (let y = 0; y < 8; y += 1) sum += COSINE[v * 8 + y]! * rows[y * 8 + u]!;
		found[at] = Math.round(sum / STEPS[place]!);
	});
	return found;
}

/** Returns the block’s mean, from which the next one of the plane counts. */
function writeBlock(scan: Bits, block: Int32Array, last: number): number {
	const [mean] = block;
	const size = sizeOf(mean! - last);
	scan.add(size, DC_BITS);
	scan.add(magnitude(mean! - last, size), size);
	let zeros = 0;
	for (let at = 1; at < 64; at += 1) {
		const value = block[at]!;
		if (value === 0) {
			zeros += 1;
			continue;
		}
		for (; zeros > 15; zeros -= 16) scan.add(AC_CODE.get(SIXTEEN_ZEROS)!, AC_BITS);
		const bits = sizeOf(value);
		scan.add(AC_CODE.get(zeros * 16 + bits)!, AC_BITS);
		scan.add(magnitude(value, bits), bits);
		zeros = 0;
	}
	if (zeros > 0) scan.add(END_OF_BLOCK, END_BITS);
	return mean!;
}

function sizeOf(value: number): number {
	return 32 - Math.clz32(Math.abs(value));
}

/** Negative values count upwards from zero. */
function magnitude(value: number, size: number): number {
	return value < 0 ? value + (1 << size) - 1 : value;
}

/** Quantisation, frame, codes and the head of the scan. */
function head(width: number, height: number): number[] {
	const word = (value: number) => [value >> 8, value & 255];
	const segment = (marker: number, body: number[]) => [
		0xff,
		marker,
		...word(body.length + 2),
		...body
	];
	const components = [1, 2, 3];
	const codes = (kind: number, lengths: Record<number, number>, symbols: number[]) => [
		kind,
		...Array.from({ length: 16 }, (_, at) => lengths[at + 1] ?? 0),
		...symbols
	];
	return [
		...segment(0xdb, [0, ...ZIGZAG.map((place) => STEPS[place]!)]),
		...segment(0xc0, [
			8,
			...word(height),
			...word(width),
			3,
			...components.flatMap((id) => [id, 0x11, 0])
		]),
		...segment(0xc4, codes(0x00, { [DC_BITS]: DC_SYMBOLS.length }, DC_SYMBOLS)),
		...segment(
			0xc4,
			codes(0x10, { [END_BITS]: 1, [AC_BITS]: AC_SYMBOLS.length }, [END_OF_BLOCK, ...AC_SYMBOLS])
		),
		...segment(0xda, [3, ...components.flatMap((id) => [id, 0x00]), 0, 63, 0])
	];
}

/** Bits of the scan; a byte of ones is followed by a zero, so that it is no marker. */
class Bits {
	#bytes: number[] = [];
	#held = 0;
	#count = 0;

	add(value: number, bits: number): void {
		for (let bit = bits - 1; bit >= 0; bit -= 1) {
			this.#held = (this.#held << 1) | ((value >> bit) & 1);
			this.#count += 1;
			if (this.#count === 8) this.#push();
		}
	}

	/** The last byte is filled up with ones. */
	finished(): number[] {
		while (this.#count > 0) this.add(1, 1);
		return this.#bytes;
	}

	#push(): void {
		this.#bytes.push(this.#held);
		if (this.#held === 0xff) this.#bytes.push(0);
		this.#held = 0;
		this.#count = 0;
	}
}
