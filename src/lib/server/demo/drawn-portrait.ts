import { encodeJpeg, type Picture } from '#server/demo/jpeg';

type Colour = readonly [number, number, number];

/** Of a drawing: made of a number, and of nobody. */
export interface Sitter {
	seed: number;
	isWoman: boolean;
	age: number;
}

/** 5 to 7. Small, because a hundred are drawn while the first person waits. */
const WIDTH = 160;
const HEIGHT = 224;
/** The drawing is laid out on a sheet of 240 × 336. */
const SCALE = WIDTH / 240;
const [CENTRE, FOOT] = [120, 336];

const grounds: Colour[] = [
	[67, 142, 219],
	[98, 160, 214],
	[232, 238, 244],
	[214, 226, 238]
];
const skins: Colour[] = [
	[243, 208, 178],
	[236, 196, 162],
	[226, 182, 146],
	[247, 218, 194]
];
const clothes: Colour[] = [
	[38, 50, 72],
	[62, 70, 84],
	[88, 52, 60],
	[46, 84, 92],
	[70, 78, 60],
	[120, 128, 140]
];
const dark: Colour = [34, 28, 28];
const grey: Colour = [150, 148, 146];
const white: Colour = [246, 246, 244];

/** A picture for a form, 5 to 7: plain ground, shoulders, head. The same number gives the same bytes. */
export function drawnPortrait({ seed, isWoman, age }: Sitter): Uint8Array<ArrayBuffer> {
	const draw = numbers(seed);
	const pick = <T>(from: readonly T[]): T => from[Math.floor(draw() * from.length)]!;
	const about = (middle: number, spread: number) => middle + (draw() * 2 - 1) * spread;

	const canvas = new Canvas(pick(grounds));
	const skin = pick(skins);
	const shade = mixed(skin, [120, 70, 50], 0.22);
	const hair =
		age > 60 ? mixed(grey, dark, draw() * 0.3) : age > 45 ? mixed(dark, grey, 0.25) : dark;
	const cloth = pick(clothes);
	const [headX, headY] = [about(50, 4), about(64, 5)];
	const eyeY = about(158, 3);

	if (isWoman && draw() < 0.7) canvas.ellipse(CENTRE, 178, headX + 16, about(92, 14), hair);
	canvas.ellipse(CENTRE, FOOT + 34, about(112, 8), 112, cloth);
	canvas.ellipse(CENTRE, 244, 36, 44, white);
	canvas.ellipse(CENTRE, 232, 25, 40, shade);
	canvas.ellipse(CENTRE - headX, 162, 8, 14, shade);
	canvas.ellipse(CENTRE + headX, 162, 8, 14, shade);
	canvas.ellipse(CENTRE, 138, headX + 6, headY + 4, hair);
	canvas.ellipse(CENTRE, 160, headX, headY, skin);
	// A parting at one side, or a fringe.
	const part = about(0, 12);
	canvas.ellipse(CENTRE + part, 106, headX - 16, about(20, 4), hair);
	canvas.ellipse(CENTRE - part * 1.4, 112, headX - 24, about(22, 4), hair);

	for (const side of [-1, 1]) {
		const x = CENTRE + side * 21;
		canvas.ellipse(x, eyeY - 15, 11, 2.2, mixed(hair, skin, 0.15));
		if (seed % 3 === 0) {
			canvas.ellipse(x, eyeY, 16, 13, dark);
			canvas.ellipse(x, eyeY, 14, 11, mixed(skin, white, 0.25));
			canvas.ellipse(CENTRE, eyeY - 2, 6, 1.5, dark);
		}
		canvas.ellipse(x, eyeY, 7.5, 4, white);
		canvas.ellipse(x, eyeY, 3.8, 3.9, dark);
	}
	canvas.ellipse(CENTRE, eyeY + 25, 7, 3, shade);
	canvas.ellipse(CENTRE, eyeY + 43, about(15, 3), 3.4, isWoman ? [196, 84, 84] : [186, 110, 100]);
	return encodeJpeg(canvas);
}

/** Numbers between 0 and 1 that follow from the first one. */
function numbers(seed: number): () => number {
	let state = Math.imul(seed + 1, 2_654_435_761) ^ 0x5bd1e995;
	return () => {
		state ^= state >>> 15;
		state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
		return (state >>> 8) / 0x1_00_00_00;
	};
}

function mixed(one: Colour, other: Colour, share: number): Colour {
	const part = (at: 0 | 1 | 2) => one[at] + (other[at] - one[at]) * share;
	return [part(0), part(1), part(2)];
}

class Canvas implements Picture {
	readonly width = WIDTH;
	readonly height = HEIGHT;
	readonly pixels = new Uint8ClampedArray(WIDTH * HEIGHT * 3);

	constructor(ground: Colour) {
		for (let at = 0; at < this.pixels.length; at += 3) this.pixels.set(ground, at);
	}

	/** Row by row; the ends of a row are covered in part. */
	ellipse(x: number, y: number, rx: number, ry: number, colour: Colour): void {
		const [cx, cy, width, height] = [x * SCALE, y * SCALE, rx * SCALE, ry * SCALE];
		const top = Math.max(0, Math.ceil(cy - height));
		const bottom = Math.min(HEIGHT - 1, Math.floor(cy + height));
		for (let row = top; row <= bottom; row += 1) {
			const half = width * Math.sqrt(Math.max(0, 1 - ((row - cy) / height) ** 2));
			const [from, to] = [Math.max(0, cx - half), Math.min(WIDTH, cx + half)];
			for (let column = Math.floor(from); column < to; column += 1) {
				const covered = Math.min(to, column + 1) - Math.max(from, column);
				this.#blend((row * WIDTH + column) * 3, colour, covered);
			}
		}
	}

	#blend(at: number, colour: Colour, share: number): void {
		const { pixels } = this;
		if (share === 1) pixels.set(colour, at);
		else pixels.set(mixed([pixels[at]!, pixels[at + 1]!, pixels[at + 2]!], colour, share), at);
	}
}
