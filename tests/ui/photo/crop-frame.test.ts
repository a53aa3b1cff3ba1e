import { expect, test } from 'vitest';
import fc from 'fast-check';
import { portrait } from '#domain/picture/portrait';
import {
	dragged,
	firstFrame,
	mostZoom,
	placedAt,
	placeOf,
	rectOf,
	zoomedTo,
	type CropFrame
} from '#ui/photo/crop-frame';

test('at first the frame is the largest portrait the picture holds', () => {
	expect(rectOf(firstFrame(1200, 1600))).toMatchObject({ width: 1600 * portrait.ratio });
	expect(rectOf(firstFrame(500, 1600))).toMatchObject({ width: 500, x: 0 });
	expect(rectOf(firstFrame(4000, 700))).toMatchObject({ width: 500, height: 700, y: 0 });
});

test('a small picture is not made so large that its pixels show', () => {
	expect(mostZoom(firstFrame(150, 210))).toBe(1.25);
	expect(mostZoom(firstFrame(4000, 5600))).toBe(6);
	expect(zoomedTo(firstFrame(150, 210), 3).zoom).toBe(1.25);
});

test('the picture follows the finger, and the sliders stand where it is', () => {
	const frame = zoomedTo(firstFrame(1000, 1400), 2);
	const moved = dragged(frame, 0.1, -0.1);
	expect(rectOf(moved).x).toBeCloseTo(rectOf(frame).x - 50);
	expect(rectOf(moved).y).toBeCloseTo(rectOf(frame).y + 70);
	expect(placeOf(placedAt(frame, 'x', 80), 'x')).toBeCloseTo(80);
	expect(placeOf(firstFrame(500, 700), 'x')).toBe(50);
});

test('whatever is done, the frame keeps its shape and lies in the picture', () => {
	const step = fc.oneof(
		fc.tuple(fc.constant('zoom' as const), fc.double({ min: 0.1, max: 20, noNaN: true })),
		fc.tuple(fc.constant('drag' as const), fc.double({ min: -3, max: 3, noNaN: true })),
		fc.tuple(fc.constant('place' as const), fc.double({ min: -10, max: 110, noNaN: true }))
	);
	const act = (frame: CropFrame, [what, by]: [string, number]) => {
		if (what === 'zoom') return zoomedTo(frame, by);
		return what === 'drag' ? dragged(frame, by, -by) : placedAt(frame, 'y', by);
	};
	const side = fc.integer({ min: 120, max: 9000 });
	fc.assert(
		fc.property(side, side, fc.array(step, { maxLength: 20 }), (width, height, steps) => {
			const rect = rectOf(steps.reduce(act, firstFrame(width, height)));
			expect(rect.width / rect.height).toBeCloseTo(portrait.ratio, 6);
			expect(Math.min(rect.x, rect.y)).toBeGreaterThan(-0.001);
			expect(rect.x + rect.width).toBeLessThan(width + 0.001);
			expect(rect.y + rect.height).toBeLessThan(height + 0.001);
		})
	);
});
