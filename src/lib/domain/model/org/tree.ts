import type { Org } from '#domain/model/org/org';

/** The ids on the chain from the root to the organisation itself. */
export function chainOf(org: Pick<Org, 'path'>): string[] {
	return org.path.split('/').filter((id) => id !== '');
}

/**
 * Whether `ancestorId` stands on the chain of `org` (itself included).
 * Whole segments only: …/1/ never covers …/10/.
 */
export function covers(ancestorId: string, org: Pick<Org, 'path'>): boolean {
	return org.path.includes(`/${ancestorId}/`);
}

/** Children in the order of their codes, by parent id; the roots stand under ''. */
export function childrenByParent(orgs: Iterable<Org>): Map<string, Org[]> {
	const all = [...orgs];
	const known = new Set(all.map((org) => org.id));
	const children = new Map<string, Org[]>();
	for (const org of all) {
		const parent = org.parentId !== null && known.has(org.parentId) ? org.parentId : '';
		const list = children.get(parent);
		if (list) list.push(org);
		else children.set(parent, [org]);
	}
	for (const list of children.values()) list.sort((a, b) => (a.code < b.code ? -1 : 1));
	return children;
}
