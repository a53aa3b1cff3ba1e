import { IN_GOOD_STANDING } from '#domain/model/member/on-roster';
import { selectedBy, type BarKey } from '#domain/features/statistics/count-members';
import { dimensionOf, standing } from '#domain/features/statistics/dimensions';
import type { ShownBar } from './list-place.svelte';

/** The members of one bar as an address asks for them: a field and a code, never a person. */
export function barIn(address: URLSearchParams): BarKey | undefined {
	const by = address.get('by') ?? '';
	return dimensionOf(by) ? { by, is: address.get('is') ?? '' } : undefined;
}

/** What the list needs to know of a bar. The tables behind it are loaded only for this. */
export function shownBar({ by, is }: BarKey): ShownBar | undefined {
	const dimension = dimensionOf(by);
	if (!dimension) return undefined;
	return {
		by,
		is,
		words: `${dimension.label}：${dimension.nameOf(is)}`,
		reduced: dimension === standing && is !== IN_GOOD_STANDING,
		selects: (today) => selectedBy(dimension, is, today)
	};
}

/** The address of the list of one bar. */
export function barList(orgId: string, { by, is }: BarKey): string {
	return `/members?${new URLSearchParams({ org: orgId, by, is })}`;
}
