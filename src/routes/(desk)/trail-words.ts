import { flagWord, unflagTitle } from '#ui/words/flag-words';
import { isListKey, listOf } from '#domain/model/member/lists';
import type { TrailEntry, TrailKind } from '#domain/model/member/trail-entry';
import type { Replica } from '#store/replica/replica';
import { sayItem, sayValue } from './change-words';
import { sayAccount } from './signature-words';

export interface EntryLine {
	label: string;
	/** Absent where only one value is spoken of. */
	from?: string;
	to: string;
	note?: string;
}

const titles: Record<TrailKind, string> = {
	admitted: '补录',
	imported: '导入',
	edited: '修改',
	retracted: '撤销导入',
	reinstated: '恢复导入的记录',
	moved: '转移到其他党支部',
	settled: '决定采用哪个值',
	reopened: '撤销决定，重新待处理',
	adopted: '采纳建议',
	removed: '移除一行',
	restored: '恢复一行',
	'photo-set': '更换照片',
	'photo-removed': '删除照片',
	merged: '合并另一条记录',
	'merged-away': '合并到另一条记录',
	unmerged: '撤销合并',
	flagged: flagWord,
	unflagged: unflagTitle
};

/** One entry of 修改记录 as sentences: fields by their labels, codes by their names. */
export function sayEntry(
	replica: Replica,
	entry: TrailEntry
): { title: string; lines: readonly EntryLine[] } {
	const { kind, edits, aside = {}, gaveWay = {}, text = '', author, branches, row } = entry;
	const say = (key: string, value: string) => sayValue(replica, key, value);
	const label = sayItem;
	const lines = Object.entries(edits).map(([key, [from, to]]): EntryLine => {
		if (branches) return { label: label(key), from: branches[0], to: branches[1] };
		if (from === to) {
			return { label: label(key), to: say(key, to), note: kind === 'settled' ? '保留' : '未变' };
		}
		return { label: label(key), from: say(key, from), to: say(key, to) };
	});
	for (const [key, value] of Object.entries(aside)) {
		lines.push({ label: label(key), to: say(key, value), note: '与已有的值不同，另存待决定' });
	}
	for (const [key, value] of Object.entries(gaveWay)) {
		lines.push({ label: label(key), to: say(key, value), note: '另一条记录的值，未采用' });
	}
	if (text !== '') lines.push({ label: kind === 'flagged' ? '原因' : '说明', to: text });
	const list = row?.split('/')[0] ?? '';
	const where = isListKey(list) ? `：${listOf(list).title}` : '';
	const whose = author ? `（${sayAccount(replica, author)}）` : '';
	return { title: `${titles[kind]}${where}${whose}`, lines };
}
