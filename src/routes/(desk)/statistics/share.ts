/** A part as a percentage with one decimal; of nobody there is no part. */
export function share(count: number, total: number): string {
	return total === 0 ? '–' : `${((count / total) * 100).toFixed(1)}%`;
}
