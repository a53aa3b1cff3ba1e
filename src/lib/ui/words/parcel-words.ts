import type { HandedIn, ParcelFault } from '#domain/account/parcel';
import { clearedTitle } from '#ui/words/sync-words';

/** What a carrier’s list knows of a file. */
interface Carried {
	parts: readonly string[];
	outcome?: HandedIn;
	fault?: ParcelFault;
}

export interface CarriedWords {
	state: 'waiting' | 'handed-in' | 'refused';
	word: string;
	line: string;
}

/** A file of another device in the list of 代交待发包: its state in a word, and what came of it. */
export function sayCarried({ parts, outcome, fault }: Carried): CarriedWords {
	if (parts.length > 0) {
		return { state: 'waiting', word: '待代交', line: '已存在本机，联网后自动代交。' };
	}
	const taken = sayOutcome(outcome);
	if (fault) return { state: 'refused', word: '未收', line: `${sayParcelFault(fault)}${taken}` };
	const isNew = (outcome?.applied ?? 0) + (outcome?.refused ?? 0) + (outcome?.held ?? 0) > 0;
	return { state: 'handed-in', word: isNew ? '已代交' : '已交过', line: taken };
}

function sayOutcome(outcome: HandedIn | undefined): string {
	if (!outcome) return '';
	const { applied, refused, known, unjudged, held = 0 } = outcome;
	const fresh = applied + refused;
	const said: string[] = [];
	if (fresh > 0) said.push(`服务器收到 ${fresh} 项。`);
	if (known > 0) said.push(`${known} 项此前已经收到，没有重复写入。`);
	if (refused > 0) said.push(`其中 ${refused} 项未被接受，作者联网后在“待处理”里更正。`);
	if (held > 0) said.push(`${held} 项来自已停用的设备，等上级党组织查看后决定。`);
	if (unjudged > 0) said.push(`${unjudged} 项暂时不能处理，作者联网后会再发送。`);
	return said.join('');
}

const faultWords: Record<
	ParcelFault | 'storage.full' | 'storage.lost' | 'storage.cleared',
	string
> = {
	'parcel.none': '这不是待发包。请选择名称以“支部册待发包”开头、后缀为 .bbx 的文件。',
	'parcel.newer': '这份待发包由更新的版本写出。请更新本应用后再交，文件未改动。',
	'parcel.too-large': '文件过大，没有读取。请确认选的是待发包。',
	'parcel.damaged': '文件不完整或被改动过，没有收。更改仍在作者的设备上，请向作者再要一份。',
	'parcel.foreign':
		'服务器打不开这份文件，没有收：可能不完整、被改动过，或写出它的设备已清除或不属于本校。更改仍在作者的设备上。',
	'parcel.locked': '作者的账号已被锁定，没有收。解锁后请再选一次这个文件。',
	'parcel.no-key': '写出它的设备已退出登录或已清除，服务器打不开这份文件，没有收。',
	'storage.full': '本机存储空间不足，没有存下这份文件。请清理空间后再选一次。',
	'storage.lost': '浏览器关闭了本机数据库，没有存下这份文件。请重新打开页面后再选一次。',
	'storage.cleared': `${clearedTitle}，没有存下这份文件。请先重新写入本机，再选一次。`
};

/** Why a file was not taken: what is the matter, what was kept, what to do. */
export function sayParcelFault(fault: string): string {
	const known: Partial<Record<string, string>> = faultWords;
	return known[fault] ?? '文件没有收下，请再试一次。更改仍在作者的设备上。';
}
