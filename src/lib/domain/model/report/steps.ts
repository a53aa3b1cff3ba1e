export type ReportState = 'filed' | 'handling' | 'closed' | 'withdrawn';

interface Step {
	/** States it may be taken in; none for the first. */
	from: readonly ReportState[];
	to: ReportState;
	/** Who takes it: the member’s own branch, or an administrator above it. */
	side: 'branch' | 'above';
}

/** The whole way of a report. Screens draw their buttons from it; the mutations enforce it. */
export const steps = {
	file: { from: [], to: 'filed', side: 'branch' },
	withdraw: { from: ['filed'], to: 'withdrawn', side: 'branch' },
	handle: { from: ['filed'], to: 'handling', side: 'above' },
	answer: { from: ['filed', 'handling'], to: 'handling', side: 'above' },
	close: { from: ['filed', 'handling'], to: 'closed', side: 'above' },
	reopen: { from: ['closed'], to: 'handling', side: 'above' }
} as const satisfies Record<string, Step>;
export type ReportStep = keyof typeof steps;
