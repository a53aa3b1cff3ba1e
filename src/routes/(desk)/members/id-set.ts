/** Sets that are exchanged whole, so that one signal tells of any number of ids. */
export type IdSet = ReadonlySet<string>;

export const NO_IDS: IdSet = new Set();

export function idSet(ids: Iterable<string>): IdSet {
	return new Set(ids);
}

export function withIds(set: IdSet, ids: Iterable<string>): IdSet {
	return new Set([...set, ...ids]);
}

export function withoutIds(set: IdSet, ids: Iterable<string>): IdSet {
	const rest = new Set(set);
	for (const id of ids) rest.delete(id);
	return rest;
}
