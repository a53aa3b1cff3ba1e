import type { Selection } from '#domain/statistics/count-members';
import { dimensionOf } from '#domain/statistics/dimensions';

/** The members of one bar as an address asks for them: a field and a code, never a person. */
export function selectionIn(address: URLSearchParams): Selection | undefined {
	const by = address.get('by') ?? '';
	return dimensionOf(by) ? { by, is: address.get('is') ?? '' } : undefined;
}

/** The address of the list of one bar. */
export function listOf(orgId: string, { by, is }: Selection): string {
	return `/members?${new URLSearchParams({ org: orgId, by, is })}`;
}
