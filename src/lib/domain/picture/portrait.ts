/**
 * The picture of a member: the portrait of the national forms, 2.5 cm × 3.5 cm, so 5 to 7; small
 * enough to travel over any line, large enough to be printed. The same numbers hold on both sides.
 */
export const portrait = {
	ratio: 5 / 7,
	/** Widths in pixels, from the best; each is a whole multiple of 5. */
	widths: [480, 420, 360, 300, 240],
	/** No side is longer than this, whoever made it. */
	longest: 1200,
	bytes: 200 * 1024
} as const;

/** What a picked file may be; a phone’s largest camera stays below. */
export const pickedLimits = { bytes: 20 * 1024 * 1024, pixels: 64_000_000, shortest: 120 } as const;
