import type { BarKey } from '#domain/statistics/count-members';
import { dimensionOf } from '#domain/statistics/dimensions';

/** The members of one bar as an address asks for them: a field and a code, never a person. */
export function barIn(address: URLSearchParams): BarKey | undefined {
	const by = address.get('by') ?? '';
	return dimensionOf(by) ? { by, is: address.get('is') ?? '' } : undefined;
}

/** The address of the list of one bar. */
export function barList(orgId: string, { by, is }: BarKey): string {
	return `/members?${new URLSearchParams({ org: orgId, by, is })}`;
}
