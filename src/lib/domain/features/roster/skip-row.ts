import type { FieldKey } from '#domain/model/member/fields';
import { headerColumns, headerScore } from './find-header';
import { isBlank, textOf, type Cell } from './grid';
import type { SkipReason } from './report';

const TOTAL = /^(?:合计|总计|小计|共计|累计|总人数|人数合计)/;
const SIGNATURE =
	/(?:填表人|填报人|制表人?|审核人?|经办人|负责人|联系人|书记|签字|签名|盖章|填表日期|填报日期|填报时间|填报单位)[^：:]{0,10}[：:]/;
const NOTE = /^(?:说明|注|备注|填表说明|注意)[：:]/;

/**
 * Why a row below the header is no person; undefined when it is one. A row with an ID number is
 * always a person, whatever else stands in it, so that nobody is passed over.
 *
 * @param columnOf the column of a field in the current header
 */
export function skipReason(
	cells: readonly Cell[],
	columnOf: (field: FieldKey) => number | undefined
): SkipReason | undefined {
	const filled = cells.filter((cell) => !isBlank(cell)).map((cell) => textOf(cell).trim());
	if (filled.length === 0) return 'blank';
	const idColumn = columnOf('idNumber');
	const id = idColumn === undefined ? '' : textOf(cells[idColumn]).replace(/\s/g, '');
	if (/\d{6}/.test(id.normalize('NFKC'))) return undefined;
	if (TOTAL.test(filled[0] ?? '')) return 'total';
	const nameColumn = columnOf('name');
	const name = nameColumn === undefined ? '' : textOf(cells[nameColumn]).trim();
	const named = name !== '' && !/[：:]/.test(name);
	if (!named && filled.some((text) => SIGNATURE.test(text))) return 'signature';
	if (filled.length <= 2 && isNote(cells)) return 'note';
	if (headerScore(headerColumns(cells)) >= 3) return 'second-header';
	return undefined;
}

/** A row that begins like an explanation. */
export function isNote(cells: readonly Cell[]): boolean {
	const start = cells.find((cell) => !isBlank(cell));
	return NOTE.test(textOf(start).trim());
}
