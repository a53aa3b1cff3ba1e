import { expect, test } from 'vitest';
import { defaultSettings } from '#domain/rules/settings';
import {
	branch,
	contextWith,
	firedBy,
	saidBy,
	soundMember,
	soundStudent
} from '../../support/sound-member';

test.each([
	['2026-11-24', true],
	['2010-11-24', true],
	['2010-11-23', false],
	['1906-11-23', false],
	['1905-11-23', true],
	['1905-11-24', false]
])('[BI-01] born %s, today 2026-11-23, fires: %s', (birthDate, fires) => {
	expect(firedBy(soundMember({ birthDate })).includes('BI-01')).toBe(fires);
});

test('[BI-02] no 民族 and a code outside the table fire; the 56 and the two others do not', () => {
	expect(firedBy(soundMember({ ethnicity: '' }))).toEqual(['BI-02']);
	expect(firedBy(soundMember({ ethnicity: '57' }))).toEqual(['BI-02']);
	for (const ethnicity of ['01', '56', '97', '98']) {
		expect(firedBy(soundMember({ ethnicity }))).toEqual([]);
	}
});

test('[BI-03] a missing photo fires, also one that was removed, unless the campus does not ask for it', () => {
	const unasked = contextWith([], { settings: { ...defaultSettings, photoCounts: false } });
	const { photo, ...never } = soundMember();
	expect(photo).toBeDefined();
	expect(firedBy(never)).toEqual(['BI-03']);
	expect(firedBy(soundMember({ photo: null }))).toEqual(['BI-03']);
	expect(firedBy(never, unasked)).toEqual([]);
});

test('[BI-04] names every missing item in the order of the form, and none that has its own rule', () => {
	const member = soundMember({ nativePlace: '', homeAddress: '', mobile: '', education: '' });
	expect(firedBy(member)).toEqual(['BI-04', 'PH-02', 'ED-01']);
	expect(saidBy('BI-04', member)).toBe('党员基本信息不完整：缺少籍贯、家庭住址。');
	expect(firedBy(soundMember({ mobile: '', education: '', techPost: '' }))).not.toContain('BI-04');
});

test.each([
	['workStartDate', { workPost: '10202' }, true],
	['workStartDate', { workPost: '40203', techPost: '', education: '6', degree: '' }, false],
	['lostSince', { isLost: '1', lostSituation: '1' }, true],
	['lostSince', { isLost: '0' }, false],
	['mobileTo', { isMobile: '1' }, true],
	['mobileTo', { isMobile: '0' }, false]
] as const)('[BI-04] %s is asked for under %o: %s', (field, values, asked) => {
	const member = soundMember({ ...values, [field]: '' });
	expect(firedBy(member).includes('BI-04')).toBe(asked);
});

test('[BI-04] 联合支部所在单位 is asked for in a joint branch only', () => {
	const joint = contextWith([], { org: () => ({ ...branch, type: '632' }) });
	expect(saidBy('BI-04', soundMember(), joint)).toContain('联合支部所在单位');
	expect(firedBy(soundMember({ jointBranchUnit: '示例公司' }), joint)).toEqual([]);
	expect(firedBy(soundMember())).toEqual([]);
});

test.each([
	['1640000000', true],
	['164000000011', true],
	['12400000001', true],
	['1640000000a', true],
	['164 0000 0001', true],
	['13000000000', false],
	['19999999999', false]
])('[PH-01] mobile %s fires: %s', (mobile, fires) => {
	expect(firedBy(soundMember({ mobile }))).toEqual(fires ? ['PH-01'] : []);
});

test('[PH-02] no mobile number fires, and then PH-01 is silent', () => {
	expect(firedBy(soundMember({ mobile: '' }))).toEqual(['PH-02']);
	expect(firedBy(soundMember({ mobile: '16400000001' }))).toEqual([]);
});

test('[PH-03] a shared mobile number names the other; two empty ones share nothing', () => {
	const other = soundStudent({ id: 'm2', name: '李娜' });
	expect(saidBy('PH-03', soundMember(), contextWith([other]))).toBe(
		'该手机号码与李娜相同，请确认。'
	);
	const another = soundStudent({ id: 'm2', mobile: '16400000002' });
	expect(firedBy(soundMember(), contextWith([another]))).toEqual([]);
	const none = soundStudent({ id: 'm2', mobile: '' });
	expect(firedBy(soundMember({ mobile: '' }), contextWith([none]))).toEqual(['PH-02']);
});

test.each([
	['12345678', true],
	['012-3456', true],
	['01-12345678', true],
	['010-123456789', true],
	['010-12345678', false],
	['01012345678', false],
	['0532-1234567', false],
	['0532-12345678-102', false],
	['16400000002', false],
	['', false]
])('[PH-04] other phone “%s” fires: %s', (otherPhone, fires) => {
	expect(firedBy(soundMember({ otherPhone }))).toEqual(fires ? ['PH-04'] : []);
});

test('[OR-08] a member belongs in a branch, not in a committee; an unknown organisation is not judged', () => {
	const at = (type: string) => contextWith([], { org: () => ({ ...branch, type }) });
	for (const type of ['611', '621', '911', '921', 'odd']) {
		expect(firedBy(soundMember(), at(type))).toEqual(['OR-08']);
	}
	for (const type of ['631', '931']) expect(firedBy(soundMember(), at(type))).toEqual([]);
	expect(firedBy(soundMember({ branchId: 'far away' }))).toEqual([]);
});
