import { mixedHex } from '#domain/kernel/mixed-hex';

/**
 * An id in place of one that somebody else holds: the same for the same change however often it
 * runs. The shape is a UUID of version 8 (RFC 9562, section 5.8).
 *
 * @param tries how many of them were held as well
 */
export function freshId(changeId: string, tries: number): string {
	const hex = mixedHex(`${changeId.toLowerCase()}/${tries}`, 32);
	const parts = [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`];
	return [...parts, `b${hex.slice(17, 20)}`, hex.slice(20)].join('-');
}
