import { describe, expect, test } from 'vitest';
import { sayChecked, saySync, sayTime, type SyncFacts } from '#ui/words/sync-words';

const now = new Date('2026-11-24T14:05:00+08:00');
const quiet: SyncFacts = {
	state: 'done',
	waiting: 0,
	attention: 0,
	lastExchange: '2026-11-24T14:02:00+08:00',
	checked: '2026-11-24T14:02:00+08:00',
	loaded: 23,
	total: 23,
	whole: true
};
const said = (facts: Partial<SyncFacts>) => saySync({ ...quiet, ...facts }, now).text;

describe('[S-16] a stuck state always has a name', () => {
	test.each([
		[{ state: 'offline' }, '无网络，更改已保存在本机'],
		[{ state: 'offline', waiting: 3 }, '无网络，3 项更改已保存在本机'],
		[{ state: 'portal' }, '需登录校园网，更改已保存在本机'],
		[{ state: 'signed-out', waiting: 1 }, '登录已过期，1 项更改已保存在本机'],
		[{ state: 'wait', seconds: 40 }, '服务器要求等待 40 秒，更改已保存在本机'],
		[
			{ state: 'wait', seconds: 5, because: 'database', waiting: 2 },
			'服务器的数据库暂时没有响应，5 秒后再试，2 项更改已保存在本机'
		],
		[
			{ state: 'wait', seconds: 60, because: 'disk' },
			'服务器存储空间已满，请告知系统管理员；60 秒后再试，更改已保存在本机'
		],
		[{ state: 'outdated' }, '需更新，更改已保存在本机'],
		[{ state: 'stuck' }, '长时间没有响应，请重新打开本页；更改已保存在本机'],
		[{ state: 'error' }, '服务器暂时不能处理，更改已保存在本机'],
		[{ state: 'attention', attention: 1 }, '有 1 项待您处理'],
		[{ state: 'busy' }, '正在同步'],
		[{ state: 'busy', waiting: 2 }, '有 2 项更改待发送']
	] as const)('%o', (facts, words) => {
		expect(said(facts)).toBe(words);
	});
});

test('[S-13] 已同步 carries the time of the last comparison, and is not said without one', () => {
	const time = sayTime(quiet.checked, now);
	expect(time).toMatch(/^\d\d:\d\d$/);
	expect(said({})).toBe(`已同步 ${time}`);
	expect(said({ checked: null })).toBe(`已交换 ${time}，未核对`);
	expect(sayChecked(23, quiet.checked, now)).toBe(`23 名党员已与服务器核对 ${time}`);
	expect(sayChecked(23, null, now)).toBe('');
});

test('[S-15] a half-loaded branch never says 已同步', () => {
	expect(said({ state: 'done', whole: false, loaded: 18 })).toBe('已载入 18/23');
	expect(said({ state: 'busy', whole: false, loaded: 18 })).toBe('已载入 18/23');
});

test('another day is named, and a time that is none is left out', () => {
	expect(sayTime('2026-11-20T14:02:00', now)).toBe('11-20 14:02');
	expect(sayTime('not a time', now)).toBe('');
	expect(sayTime(null, now)).toBe('');
});
