import { parse } from 'svelte/compiler';

/**
 * What may tell one line of a list from another. Labels, titles, names and sentences are not among
 * them: two lines may read the same, and a list with the same key twice stops its whole screen.
 */
const identities = new Set(
	(
		'id key code rule index at slot column row place sheet account change changeId batch field group state ' +
		'href path table tab layout choice minutes verdict doubt flow paste'
	).split(' ')
);
/** Members called `name` or alike that are ids, each with what makes it one. */
const idsByAnotherName = new Set([
	// The name of a code table is its key in the registry.
	'table.name'
]);

/** The keys of a component’s lists that are not the identity of what they list, as they are written. */
export function unsafeKeys(source: string): string[] {
	const found: string[] = [];
	const walk = (node: unknown): void => {
		if (Array.isArray(node)) return node.forEach(walk);
		if (!isNode(node)) return;
		if (node.type === 'EachBlock' && !isIdentity(node.key, source)) {
			found.push(node.key ? textOf(node.key, source) : '(none)');
		}
		Object.values(node).forEach(walk);
	};
	walk(parse(source, { modern: true }).fragment);
	return found;
}

interface Node extends Record<string, unknown> {
	type: string;
	start: number;
	end: number;
	key?: Node;
}

function isNode(value: unknown): value is Node {
	return typeof value === 'object' && value !== null && 'type' in value;
}

const textOf = ({ start, end }: Node, source: string) => source.slice(start, end);

function isIdentity(key: Node | undefined, source: string): boolean {
	if (!key) return false;
	const text = textOf(key, source);
	if (idsByAnotherName.has(text) || text.startsWith('findingKey(')) return true;
	if (key.type === 'Identifier' || key.type === 'MemberExpression') {
		return identities.has(text.split('.').at(-1) ?? '');
	}
	const parts = key.type === 'TemplateLiteral' ? (key['expressions'] as Node[]) : [];
	return parts.length > 0 && parts.every((part) => isIdentity(part, source));
}
