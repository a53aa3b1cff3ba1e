import { isFieldKey, type FieldKey } from '#domain/model/member/fields';
import { tabOfPlace } from '#domain/model/member/place';
import { ruleOf } from '#domain/rules/registry';
import type { Replica, Waiting } from '#store/replica/replica';

/** Where a refused change can be corrected; undefined where no form takes it back. */
export function mendHref(replica: Replica, { change, problem }: Waiting): string | undefined {
	const { id, name, args } = change;
	if (name === 'member.admit') return `/members/new?refused=${id}`;
	const memberId = args['id'];
	if (name !== 'member.edit' || typeof memberId !== 'string') return undefined;
	if (!replica.member(memberId)) return undefined;
	const blamed = problem?.code === 'rule.error' ? ruleOf(problem.rules[0] ?? '')?.field : undefined;
	const field = blamed ?? [...typedIn(change.args['edits']).keys()][0];
	if (!field) return undefined;
	return `/members/${memberId}/${tabOfPlace(field)}?refused=${id}#${field}`;
}

/** The refused change of that id, and what its author had typed into which field. */
export function refusedChange(
	replica: Replica,
	id: string | null
): { waiting: Waiting; typed: ReadonlyMap<FieldKey, string> } | undefined {
	const waiting = replica
		.outbox()
		.find(({ change, state }) => state === 'refused' && change.id === id);
	if (!waiting) return undefined;
	const { edits, values } = waiting.change.args;
	return { waiting, typed: typedIn(edits ?? values) };
}

/** The change was not made by this screen, so what it carries is read with care. */
function typedIn(given: unknown): ReadonlyMap<FieldKey, string> {
	const typed = new Map<FieldKey, string>();
	if (typeof given !== 'object' || given === null) return typed;
	for (const [key, value] of Object.entries(given) as [string, unknown][]) {
		const to = typeof value === 'object' && value !== null && 'to' in value ? value.to : value;
		if (isFieldKey(key) && typeof to === 'string') typed.set(key, to);
	}
	return typed;
}
