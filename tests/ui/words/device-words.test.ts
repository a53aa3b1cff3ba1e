import { expect, test } from 'vitest';
import type { DeviceInfo } from '#domain/account/device';
import { deviceNameOf } from '#sync/session/device-name';
import { sayDevice } from '#ui/words/device-words';
import { sayRevoked } from '#ui/words/revoked-words';

const device: DeviceInfo = {
	id: 'd1',
	name: '工作手机',
	created: '2026-11-24T06:00:00.000Z',
	lastExchange: null,
	unsent: null,
	revokedAt: null,
	wipedAt: null
};
const at = '2020-01-02T03:04:00.000Z';

test('a device says its state in a word and what it still holds', () => {
	expect(sayDevice(device, 'd1')).toMatchObject({ state: 'here', word: '本机' });
	expect(sayDevice(device, 'd2')).toEqual({
		state: 'in-use',
		word: '使用中',
		line: '还没有同步过，未报告待发送的更改'
	});
	expect(sayDevice({ ...device, unsent: 0 }).line).toContain('没有待发送的更改');
	expect(sayDevice({ ...device, unsent: 3 }).line).toContain('3 项更改待发送');
	expect(sayDevice({ ...device, revokedAt: at }).word).toBe('已停用');
	expect(sayDevice({ ...device, revokedAt: at, wipedAt: at }).word).toBe('已清除');
});

test('[V-5] a revoked device says what happened, what was kept and what comes next', () => {
	expect(sayRevoked({ step: 'waiting' }).text).toContain('联网后自动交给服务器');
	expect(sayRevoked({ step: 'done', held: 0 }).text).toBe('没有更改留在本机。本机内容已全部清除。');
	expect(sayRevoked({ step: 'done', held: 0, drafts: 2 }).text).toBe(
		'2 份没有保存的填写也已交给服务器，上级党组织可以查看。本机内容已全部清除。'
	);
	expect(sayRevoked({ step: 'done', held: 3 }).text).toBe(
		'3 项未发送的更改已交给服务器，由上级党组织查看后决定是否采用。本机内容已全部清除。'
	);
});

test.each([
	[
		'Mozilla/5.0 (Linux; Android 14; X) AppleWebKit Chrome/130 Mobile Safari',
		'Android 手机 · Chrome'
	],
	['Mozilla/5.0 (Linux; Android 14; X) AppleWebKit Chrome/130 Safari', '平板 · Chrome'],
	['Mozilla/5.0 (iPhone; CPU iPhone OS 18_0) Version/18 Mobile Safari', 'iPhone · Safari'],
	['Mozilla/5.0 (Windows NT 10.0) Chrome/130 Safari Edg/130', 'Windows 电脑 · Edge'],
	['Mozilla/5.0 (X11; Linux x86_64; rv:130) Gecko Firefox/130', 'Linux 电脑 · Firefox'],
	['curl/8', '浏览器']
])('a browser is proposed a name a person recognises: %s', (agent, name) => {
	expect(deviceNameOf(agent)).toBe(name);
});
