/** A mistake as somebody could make it: a place of the app’s source said differently. */
export interface Planted {
	/** M…: trust.md 3.6. X…: the same idea, for a promise that list does not name. */
	id: string;
	title: string;
	file: string;
	/** What stands there, exactly once, and what is put in its place. */
	edits: readonly (readonly [find: string, replace: string])[];
}
