/** One task of 使用手册: when it is done, and how, step by step. 【…】 is the label of a control, word for word. */
export interface HelpTask {
	/** Its address, for life. */
	readonly id: string;
	readonly title: string;
	/** When it is done, in one line. */
	readonly lead: string;
	readonly steps: readonly string[];
	/** What is good to know: limits, what was kept, who acts. */
	readonly notes?: readonly string[];
	/** The screen where it is done. */
	readonly screen?: { readonly href: string; readonly label: string };
}

/** Tasks that belong together, in the order of the manual. */
export interface HelpChapter {
	readonly title: string;
	readonly tasks: readonly HelpTask[];
}
