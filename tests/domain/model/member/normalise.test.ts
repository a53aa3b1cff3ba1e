import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
	normaliseIdNumber,
	normaliseLandline,
	normaliseMobile,
	normaliseNumber
} from '#domain/model/member/respell';

describe('a number keeps its figures; what parts two numbers is never taken away', () => {
	test.each([
		['16420001001', '16420001001'],
		['164 2000 1001', '16420001001'],
		['164-2000-1001', '16420001001'],
		['(164)20001001', '16420001001'],
		['+86 164 2000 1001', '16420001001'],
		['+86-16420001001', '16420001001'],
		['(+86)16420001001', '16420001001'],
		['008616420001001', '16420001001'],
		['8616420001001', '16420001001'],
		["'16420001001", '16420001001'],
		['１６４２０００１００１', '16420001001'],
		['\u202a16420001001\u202c', '16420001001'],
		['16420001001\t', '16420001001'],
		// Ten figures and an extension, a footnote mark, two numbers: each stays to be seen.
		['1642000100-1', '1642000100-1'],
		['1642000100(1)', '1642000100(1)'],
		['1642000100 1', '1642000100 1'],
		['1642000100¹', '1642000100¹'],
		['16420001001 16420001002', '16420001001 16420001002'],
		['16420001001/16420001002', '16420001001/16420001002'],
		['16420001001(妻)', '16420001001(妻)']
	])('mobile %s', (raw, kept) => {
		expect(normaliseMobile(raw)).toBe(kept);
	});

	test.each([
		['0898 66251234', '089866251234'],
		['(0898)66251234', '0898-66251234'],
		['0898—66251234', '0898-66251234'],
		['0898-6625 1234', '0898-66251234'],
		// Seven figures and an extension are not eight figures.
		['0898-6625123 4', '0898-6625123-4'],
		['0898-6625123 41', '0898-6625123-41']
	])('landline %s', (raw, kept) => {
		expect(normaliseLandline(raw)).toBe(kept);
	});

	test.each([
		[' 12 ', '12'],
		['12 个月', '12'],
		['－6', '-6'],
		['- 6', '-6'],
		['3.0', '3'],
		['1 2', '1 2'],
		['1 2个月', '1 2'],
		['1²', '1²'],
		['1年2个月', '1年2']
	])('whole number %s', (raw, kept) => {
		expect(normaliseNumber(raw)).toBe(kept);
	});

	test.each([
		['990001 19840224 2228', '990001198402242228'],
		["'99000119870930846x", '99000119870930846X'],
		['９９０００１１９７５０７０７９３２６', '990001197507079326'],
		['99000119840224222²8', '99000119840224222²8']
	])('ID number %s', (raw, kept) => {
		expect(normaliseIdNumber(raw)).toBe(kept);
	});

	test('what was unified stays as it is', () => {
		const texts = fc.stringMatching(/^[-+()0-9xX 月\u3000－１²'.]{0,24}$/);
		fc.assert(
			fc.property(texts, (text) => {
				for (const work of [normaliseIdNumber, normaliseMobile, normaliseLandline, normaliseNumber])
					expect(work(work(text))).toBe(work(text));
			})
		);
	});
});
