import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { commonWords } from '#domain/account/common-words';
import { weaknesses, type PasswordContext } from '#domain/account/password-policy';

const context: PasswordContext = {
	account: 'u990000000012',
	orgNames: ['中共示例海洋大学信息学院学生第一党支部', '信息学院学生第一党支部'],
	initials: ['zgslhydxxxxyxsdydzb', 'xxxyxsdydzb']
};
const weak = (password: string, more: Partial<PasswordContext> = {}) =>
	weaknesses(password, { ...context, ...more });

describe('length and classes', () => {
	test.each([
		['K7x9!m2Q4', ['length']],
		['K7x9!m2Q4w', []],
		['k7x9rm2q4wzp', ['classes']],
		['k7x9!m2q4wzp', []],
		['kqxwrmzpvtbhgnd', ['classes']],
		['kqxwrmzpvtbhgndf', []],
		['蓝色窗台上有七只麻雀在看雨下个不停', []],
		['😀🦊🌵🎻🛶🧊🪁🦉🍋🚲', ['classes']]
	])('“%s”: %o', (password, found) => {
		expect(weak(password)).toEqual(found);
	});

	test('up to 128 characters are taken, counted as a person counts, never cut or trimmed', () => {
		const long = Array.from({ length: 128 }, (_, n) => 'kqxwrmzpvt'[(n * 3) % 10]).join('');
		expect(weak(long)).toEqual([]);
		expect(weak(`${long}k`)).toEqual(['too-long']);
		expect(weak(' K7x9!m2Q')).toEqual(['length']);
		expect(weak(' K7x9!m2Q ')).toEqual([]);
	});
});

describe('runs', () => {
	test.each([
		'K7x1234!mQzw',
		'K7x!9876Qmzw',
		'Kq!abcdeWm72',
		'Kq!aaaaWm7z2',
		'520520520520Aa',
		'Kq7!QWERTzpm',
		'Kq!1q2w3eZmv',
		'Abc1Abc1Abc1Abc1'
	])('“%s” holds one', (password) => {
		expect(weak(password)).toContain('run');
	});
	test.each(['K7x124!8mQzw', 'Kq!abdWm72rt', 'Kq!aaaWm7z2v'])('“%s” holds none', (password) => {
		expect(weak(password)).toEqual([]);
	});
});

describe('common passwords', () => {
	const tails = [
		'1234',
		'123456',
		'@2024',
		'!2026',
		'2024!',
		'#888',
		'520!',
		'@1314',
		'_1990',
		'!@#'
	];
	const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);
	const leet = (word: string) =>
		word.replaceAll('a', '@').replaceAll('o', '0').replaceAll('e', '3');

	test('each common word with a usual tail is refused, plain, capital and in leet', () => {
		const words = commonWords.filter((word) => /^[a-z]{3,}$/.test(word));
		expect(words.length).toBeGreaterThan(300);
		const passed = words
			.flatMap((word) => [word, capital(word), capital(leet(word))])
			.flatMap((word) => tails.map((tail) => word + tail))
			.filter((password) => weak(password).length === 0);
		expect(passed).toEqual([]);
	});

	test.each([
		'P@ssw0rd2024',
		'Woaini1314!',
		'Dang19210701!',
		'1qaz@WSX3edc',
		'Qwe#2024Zxc!',
		'Abc123!@#456',
		'Admin@Admin@2025',
		'Passw0rd!Passw0rd',
		'correct horse battery staple',
		'Trustno1Trustno1'
	])('“%s” is one', (password) => {
		expect(weak(password).some((id) => id === 'common' || id === 'run')).toBe(true);
	});

	test('words of the list inside a long sentence of one’s own do no harm', () => {
		expect(weak('seven green tiger kites above the harbour')).toEqual([]);
	});
});

describe('names', () => {
	const names = ['zhangsan', 'lisi', 'wangxiaoming', 'ouyangnana', 'chenjing', 'liu', 'zhaolei'];
	const tails = [
		'123',
		'1234',
		'123456',
		'123456789',
		'888888',
		'666666',
		'111111',
		'000000',
		'1234abcd',
		'@123',
		'!@#',
		'2024',
		'2030',
		'520',
		'1314',
		'19900101',
		'@2026!'
	];

	test('[R-PW-05] a name in pinyin with a number is refused in every spelling', () => {
		const passed = names
			.flatMap((name) => [name, name.toUpperCase(), name.charAt(0).toUpperCase() + name.slice(1)])
			.flatMap((name) => tails.flatMap((tail) => [name + tail, tail + name, `${name}_${tail}`]))
			.filter((password) => weak(password).length === 0);
		expect(passed).toEqual([]);
	});

	test('[R-PW-05] the branch by name, initials or account with anything usual behind it is refused', () => {
		const own = [
			'信息学院',
			'信息学院学生第一党支部',
			'xxxy',
			'Xxxy',
			'XXXYXSDYDZB',
			'Xxxydzb',
			'zgslhydx',
			'990000000012',
			'u990000000012',
			'U990000000012'
		];
		const passed = own
			.flatMap((name) =>
				tails.flatMap((tail) => [name + tail, `${tail}${name}`, `${name}-${tail}`])
			)
			.filter((password) => weak(password).length === 0);
		expect(passed).toEqual([]);
	});

	test.each([
		['organisation', '我在信息学院 Kq7'],
		['organisation', '信-息-学-院 Kq7!x9'],
		['initials', 'Kq7!xxxyxsd9wm'],
		['initials', 'Xxxy.Jsj@2026'],
		['account', 'Kq!990000x7wm'],
		['pinyin-number', 'Zhang.San.1990']
	] as const)('%s: “%s”', (id, password) => {
		expect(weak(password)).toContain(id);
	});

	test('without a name, initials or account nothing of them is found', () => {
		const nobody = { account: '', orgNames: [], initials: [] };
		expect(weak('Kq7!xxxyxsd9wm', nobody)).toEqual([]);
		expect(weak('信息学院 Kq7!x9', { ...nobody, orgNames: [''], initials: [''] })).toEqual([]);
	});

	test('initials of two letters count only when nothing but digits remains', () => {
		expect(weak('hy8213947560', { initials: ['hy'] })).toContain('initials');
		expect(weak('Hy8!2139wmqK', { initials: ['hy'] })).toEqual([]);
	});
});

test('one of the last five is refused', () => {
	const previous = (password: string) => password === 'K7x9!m2Q4w';
	expect(weak('K7x9!m2Q4w', { previous })).toEqual(['previous']);
	expect(weak('K7x9!m2Q4v', { previous })).toEqual([]);
});

test('random passwords of 12 characters and 3 classes are accepted, 500 of 500', () => {
	const letters = fc.constantFrom(
		...'ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789!@#$%&*+=?'
	);
	const random = fc
		.array(letters, { minLength: 12, maxLength: 12 })
		.map((signs) => signs.join(''))
		.filter((text) => /[a-z]/.test(text) && /[A-Z]/.test(text) && /\d/.test(text));
	const refused = fc
		.sample(random, { numRuns: 500, seed: 20_261_123 })
		.filter((text) => weak(text).length > 0);
	expect(refused).toEqual([]);
});

test('nothing typed makes it throw or take long', () => {
	fc.assert(
		fc.property(fc.string({ unit: 'grapheme', maxLength: 140 }), (text) => {
			expect(Array.isArray(weak(text))).toBe(true);
		})
	);
	const started = performance.now();
	weak('zhangzhang'.repeat(12) + '!');
	weak('a'.repeat(128));
	expect(performance.now() - started).toBeLessThan(100);
});
