/** The two steps of a report that carry words. */
export type Asking = 'answer' | 'close';

/** The beginning of every draft of a report step. */
export const STEP_KEY = 'report:';

export function stepKey(reportId: string, what: Asking): string {
	return `${STEP_KEY}${reportId}:${what}`;
}
