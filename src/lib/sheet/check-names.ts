import { readAwardList, type AwardList } from '#domain/features/awards/award-list';
import { readWorkbook } from './read-workbook';
import { sha256 } from './sha256';
import { refuseSheet } from './sheet-problem';

/** A decision’s name list, and the digest that names it. Refusals are SheetRefusals. */
export async function readNames(
	bytes: Uint8Array<ArrayBuffer>,
	fileName: string
): Promise<{ list: AwardList; hash: string }> {
	const list = readAwardList(await readWorkbook(bytes, fileName));
	if (!list || list.rows.length === 0) refuseSheet({ code: 'sheet.no-names' });
	return { list, hash: await sha256(bytes) };
}
