import { describe, expect, it } from 'vitest';
import { checkCharacter } from '#domain/model/member/id-number';
import { fieldOf } from '#domain/model/member/fields';
import { blankMember, type Member } from '#domain/model/member/member';
import { normalise } from '#domain/model/member/normalise';
import { idNumberSays } from '#ui/form/id-number-says';
import { inputProblem } from '#ui/form/input-problem';
import { byName } from '#ui/list/name-order';
import { orgTotals } from '#ui/org/org-totals';

const idOf = (body: string) => body + checkCharacter(body);

describe('what a typed text may be', () => {
	const joinDate = fieldOf('joinDate');

	it('a day in any office spelling is kept, a month alone is asked for its day', () => {
		for (const text of [
			'',
			'2019-06-30',
			'20190630',
			'2019.6.30',
			'2019年6月30日',
			'２０１９/6/30'
		]) {
			expect(inputProblem(joinDate, text), text).toBeUndefined();
		}
		expect(inputProblem(joinDate, '2019.6')).toContain('2019-06');
		expect(inputProblem(joinDate, '201906')).toContain('写到日');
	});

	it('a time of day behind it changes no day; another zone or order is asked about', () => {
		for (const [typed, kept] of [
			['2019/6/1 00:00:00', '2019-06-01'],
			['2019-6-2 08:30', '2019-06-02']
		] as const) {
			expect(inputProblem(joinDate, typed), typed).toBeUndefined();
			expect(normalise(joinDate, typed)).toBe(kept);
		}
		expect(inputProblem(joinDate, '2019-05-31T16:00:00Z')).toContain('其他时区');
		expect(inputProblem(joinDate, '6/1/2019')).toContain('看不出哪个是月');
		expect(inputProblem(joinDate, '2019')).toContain('写到日');
	});

	it('a day no calendar has is named as such', () => {
		for (const text of ['2019-02-30', '19-6-30', '去年']) {
			expect(inputProblem(joinDate, text), text).toContain('不是一个日期');
		}
	});

	it('numbers are whole, texts keep to the catalogue’s length in characters, not code units', () => {
		expect(inputProblem(fieldOf('partyAgeAdjustMonths'), '-12')).toBeUndefined();
		expect(inputProblem(fieldOf('partyAgeAdjustMonths'), '1.5')).toBe('请填整数。');
		expect(inputProblem(fieldOf('name'), '𠮷'.repeat(50))).toBeUndefined();
		expect(inputProblem(fieldOf('name'), '𠮷'.repeat(51))).toContain('最多 50 个字');
	});
});

describe('what an ID number says', () => {
	it('birth date and gender of a right number, odd for men', () => {
		expect(idNumberSays(idOf('99000120040229003'))).toEqual({
			birthDate: '2004-02-29',
			gender: '1'
		});
		expect(idNumberSays(idOf('99000120000101002'))['gender']).toBe('2');
	});

	it('nothing of a number that is short, wrong at the end, or born on no day', () => {
		const right = idOf('99000120000101003');
		const wrong = right.slice(0, 17) + (right.endsWith('1') ? '2' : '1');
		expect(idNumberSays(right.slice(0, 17))).toEqual({});
		expect(idNumberSays(wrong)).toEqual({});
		expect(idNumberSays(idOf('99000120010229003'))).toEqual({});
	});
});

describe('lists and totals', () => {
	const member = (id: string, name: string, branchId = 'b1'): Member => ({
		...blankMember(id),
		name,
		branchId
	});

	it('names stand in the order of pinyin, also after one of them changed', () => {
		const all = [
			member('1', '张三'),
			member('2', '李四'),
			member('3', '王五'),
			member('4', '安平')
		];
		const names = (found: readonly Member[]) => found.map(({ name }) => name);
		expect(names(byName(all, all))).toEqual(['安平', '李四', '王五', '张三']);
		expect(names(byName(all.slice(0, 2), all))).toEqual(['李四', '张三']);
		const renamed = all.map((one) => (one.id === '4' ? { ...one, name: '赵六' } : one));
		expect(names(byName(renamed, renamed))).toEqual(['李四', '王五', '张三', '赵六']);
	});

	it('an organisation’s mean is that of its members, not of its branches’ means', () => {
		const org = (id: string, path: string) => ({
			id,
			code: id,
			type: '631',
			fullName: id,
			shortName: id,
			parentId: null,
			path,
			touchedBy: ''
		});
		const orgs = [org('a', '/a/'), org('b1', '/a/b1/'), org('b2', '/a/b2/'), org('b3', '/a/b3/')];
		const members = [member('1', '甲'), member('2', '乙'), member('3', '丙', 'b2')];
		const percents: Record<string, number> = { '1': 100, '2': 100, '3': 51 };
		const totals = orgTotals(orgs, members, ({ id }) => percents[id] ?? 0);
		expect(totals.get('a')).toEqual({ members: 3, percent: 83 });
		expect(totals.get('b2')).toEqual({ members: 1, percent: 51 });
		expect(totals.has('b3')).toBe(false);
		expect(orgTotals(orgs, members, () => 0)).toBe(totals);
	});
});
