/** A mistake as somebody could make it: one place of the app’s source said differently. */
export interface Planted {
	/** trust.md 3.6. */
	id: string;
	title: string;
	file: string;
	find: string;
	replace: string;
}
