import { afterEach, describe, expect, test, vi } from 'vitest';
import { noticeState } from '../../src/routes/(desk)/notice-memory';
import { sayNotice } from '../../src/routes/(desk)/notify-due';

afterEach(() => vi.unstubAllGlobals());

const memory = (text: string | null) => ({ getItem: () => text });
const on = memory('{"on":true}');

describe('where notices stand is told plainly', () => {
	test('no browser that knows them; an iPhone that shows them only when installed', () => {
		expect(noticeState(on)).toBe('unknown');
		vi.stubGlobal('navigator', { userAgent: 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0)' });
		expect(noticeState(on)).toBe('install-first');
	});

	test.each([
		['denied', on, 'denied'],
		['default', on, 'off'],
		['granted', memory(null), 'off'],
		['granted', memory('{"on":"yes"}'), 'off'],
		['granted', memory('null'), 'off'],
		['granted', memory('{'), 'off'],
		['granted', on, 'on']
	])('permission %s', (permission, held, expected) => {
		vi.stubGlobal('Notification', { permission });
		expect(noticeState(held)).toBe(expected);
	});
});

test('a notice has numbers and no name; with nothing due there is none', () => {
	expect(sayNotice({ overdue: 0, soon: 0 })).toBeUndefined();
	expect(sayNotice({ overdue: 3, soon: 0 })).toBe('有 3 项已过期，请打开支部册查看。');
	expect(sayNotice({ overdue: 3, soon: 2 })).toBe(
		'有 3 项已过期、2 项近期到期，请打开支部册查看。'
	);
});
