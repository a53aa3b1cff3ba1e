/** The part of the sync floor’s status that is said in words. */
export interface SyncFacts {
	state:
		| 'done'
		| 'cleared'
		| 'busy'
		| 'offline'
		| 'portal'
		| 'blocked'
		| 'signed-out'
		| 'wait'
		| 'attention'
		| 'outdated'
		| 'stuck'
		| 'error';
	waiting: number;
	/** What waits for this person: refused changes, conflicts, proposals. */
	attention: number;
	seconds?: number;
	/** state wait: what the server itself waits for. */
	because?: 'database' | 'disk';
	/** ISO time of the last reply. */
	lastExchange: string | null;
	/** ISO time at which device and server were last found equal. */
	checked: string | null;
	loaded: number;
	total: number;
	whole: boolean;
}

export type SyncTone = 'good' | 'moving' | 'waiting' | 'act';

export interface SyncWords {
	text: string;
	tone: SyncTone;
}

/** The browser emptied its storage under the open page (V-6). */
export const clearedTitle = '本机存储已被清除';

/** The one line about sync that every page shows; a stuck state always has a name (S-16). */
export function saySync(facts: SyncFacts, today: Date = new Date()): SyncWords {
	const {
		state,
		waiting,
		attention,
		seconds = 1,
		lastExchange,
		checked,
		loaded,
		total,
		whole
	} = facts;
	const kept = waiting > 0 ? `${waiting} 项更改已保存在本机` : '更改已保存在本机';
	switch (state) {
		case 'cleared':
			return { text: `${clearedTitle}，请重新写入本机`, tone: 'act' };
		case 'offline':
			return { text: `无网络，${kept}`, tone: 'waiting' };
		case 'portal':
			return { text: `需登录校园网，${kept}`, tone: 'act' };
		case 'blocked':
			return { text: `网络设备拦截了请求，${kept}`, tone: 'act' };
		case 'signed-out':
			return { text: `登录已过期，${kept}`, tone: 'act' };
		case 'wait':
			return { text: `${sayWait(facts.because, seconds)}，${kept}`, tone: 'waiting' };
		case 'outdated':
			return { text: `需更新，${kept}`, tone: 'act' };
		case 'stuck':
			return { text: `长时间没有响应，请重新打开本页；${kept}`, tone: 'act' };
		case 'error':
			return { text: `服务器暂时不能处理，${kept}`, tone: 'waiting' };
		case 'attention':
			return { text: `有 ${attention} 项待您处理`, tone: 'act' };
		case 'busy':
			if (!whole) return { text: `已载入 ${loaded}/${total}`, tone: 'moving' };
			if (waiting > 0) return { text: `有 ${waiting} 项更改待发送`, tone: 'moving' };
			return { text: '正在同步', tone: 'moving' };
		case 'done':
			if (!whole) return { text: `已载入 ${loaded}/${total}`, tone: 'moving' };
			// Only after a comparison: never from “no error seen” (S-13).
			if (!checked)
				return { text: `已交换 ${sayTime(lastExchange, today)}，未核对`, tone: 'moving' };
			return { text: `已同步 ${sayTime(checked, today)}`, tone: 'good' };
	}
}

/** The server’s own trouble, the same words wherever somebody waits for it. */
export function sayWait(because: SyncFacts['because'], seconds: number): string {
	switch (because) {
		case 'database':
			return `服务器的数据库暂时没有响应，${seconds} 秒后再试`;
		case 'disk':
			return `服务器存储空间已满，请告知系统管理员；${seconds} 秒后再试`;
		case undefined:
			return `服务器要求等待 ${seconds} 秒`;
	}
}

/** What the comparison with the server covered, and when; '' before the first one (S-13). */
export function sayChecked(members: number, checked: string | null, today?: Date): string {
	return checked ? `${members} 名党员已与服务器核对 ${sayTime(checked, today)}` : '';
}

/** 14:02 for today, 11-24 14:02 for another day, with its year if it is another; local; '' when unknown. */
export function sayTime(iso: string | null, today: Date = new Date()): string {
	if (!iso) return '';
	const at = new Date(iso);
	if (Number.isNaN(at.getTime())) return '';
	const two = (n: number) => String(n).padStart(2, '0');
	const time = `${two(at.getHours())}:${two(at.getMinutes())}`;
	if (at.toDateString() === today.toDateString()) return time;
	const day = `${two(at.getMonth() + 1)}-${two(at.getDate())} ${time}`;
	return at.getFullYear() === today.getFullYear() ? day : `${at.getFullYear()}-${day}`;
}
