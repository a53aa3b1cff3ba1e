import type { BulkAction } from '#domain/features/bulk/bulk-history';
import { isListKey, listOf } from '#domain/model/member/lists';
import { sayItem } from '../../change-words';

/** What a bulk action was, by the items it set. */
export function sayBulkAction({ items }: Pick<BulkAction, 'items'>): string {
	const [list] = [...items].filter(isListKey);
	if (list) return `按名单录入${listOf(list).title}`;
	if (items.has('workPost') && items.has('workPostOn')) return '批量更新年级';
	return `批量修改：${[...items].map(sayItem).join('、')}`;
}
