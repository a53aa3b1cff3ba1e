import { expect, test } from 'vitest';
import { plainJpegSize } from '#domain/picture/plain-jpeg';
import { portrait } from '#domain/picture/portrait';
import { drawnPortrait } from '#server/demo/drawn-portrait';

/** Drawn by code, of nobody. That browsers show it is a journey’s matter (day.spec.ts). */

const sitters = Array.from({ length: 40 }, (_, seed) => ({
	seed,
	isWoman: seed % 2 === 0,
	age: 18 + 2 * seed
}));

test('every portrait is a plain JPEG of 5 to 7, far below 200 kB', () => {
	for (const sitter of sitters) {
		const bytes = drawnPortrait(sitter);
		const { width, height } = plainJpegSize(bytes)!;
		expect(width / height).toBe(portrait.ratio);
		expect(bytes.length).toBeLessThan(portrait.bytes / 4);
	}
});

test('the same sitter is the same bytes, another one is another picture', () => {
	const drawn = sitters.map((sitter) => Buffer.from(drawnPortrait(sitter)).toString('base64'));
	expect(new Set(drawn).size).toBe(sitters.length);
	expect(Buffer.from(drawnPortrait(sitters[7]!)).toString('base64')).toBe(drawn[7]);
});
