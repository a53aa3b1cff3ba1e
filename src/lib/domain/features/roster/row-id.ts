import { mixedHex } from '#domain/kernel/mixed-hex';

/**
 * Where rows of an import come from: the file, the sheet, and the organisation that brings it in. Two
 * branches that import the same file make different records, two devices of one branch the same.
 *
 * @param fileHash the file’s SHA-256, hexadecimal
 * @returns 22 hexadecimal digits
 */
export function importOrigin(fileHash: string, orgId: string, sheet: number): string {
	return mixedHex(`${fileHash.toLowerCase()}/${orgId}/${sheet}`, 22);
}

/**
 * The id of what one row of one origin becomes. It is made of 11 bytes that name the origin, the
 * row and the round, so the same file gives the same ids on every device of a branch and every
 * day, two rows can never meet, and no person’s data is in it. A round is one import of the file
 * after the one before was undone.
 *
 * The shape is a UUID of version 8 (RFC 9562, section 5.8).
 *
 * @param origin at least 22 hexadecimal digits
 * @param row sheet row, 1 … 16,777,215
 * @param round 0 … 255
 */
export function rowId(
	origin: string,
	row: number,
	round: number,
	what: 'member' | 'change'
): string {
	const hash = origin.slice(0, 22).toLowerCase();
	if (!/^[0-9a-f]{22}$/.test(hash)) throw new RangeError('an origin has 22 or more digits');
	if (row < 1 || row > 0xffffff || round < 0 || round > 0xff) throw new RangeError('row or round');
	const rowHex = row.toString(16).padStart(6, '0');
	const roundHex = round.toString(16).padStart(2, '0');
	// The two bits left beside the variant tell a member from the change that brings it.
	const variant = what === 'member' ? '8' : '9';
	const tail = `${hash.slice(15)}${rowHex}${roundHex}`;
	return [
		hash.slice(0, 8),
		hash.slice(8, 12),
		`8${hash.slice(12, 15)}`,
		`${variant}${tail.slice(0, 3)}`,
		tail.slice(3)
	].join('-');
}

/** What an id of `rowId` was made of; undefined for any other id. */
export function partsOfRowId(id: string): { hash: string; row: number; round: number } | undefined {
	const hex = id.replaceAll('-', '');
	if (hex.length !== 32 || hex[12] !== '8' || !/^[89]$/.test(hex[16] ?? '')) return undefined;
	return {
		hash: hex.slice(0, 12) + hex.slice(13, 16) + hex.slice(17, 24),
		row: parseInt(hex.slice(24, 30), 16),
		round: parseInt(hex.slice(30), 16)
	};
}
