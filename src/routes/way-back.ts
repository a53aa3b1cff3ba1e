/** Where the person was when the vault locked. Only in memory, so that no path outlives the page. */
let path: string | undefined;

export function rememberWay(from: string): void {
	path = from;
}

/** The same path without forgetting it, to have its code ready. */
export function knownWay(): string {
	return path ?? '/';
}

/** The remembered path, once; the start page when there is none. */
export function takeWay(): string {
	const way = path ?? '/';
	path = undefined;
	return way;
}
