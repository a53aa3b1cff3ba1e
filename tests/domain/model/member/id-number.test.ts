import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dayNumber, isPlainDate } from '#domain/kernel/plain-date';
import {
	birthDateOf,
	checkCharacter,
	genderOf,
	hasIdShape,
	upgrade15
} from '#domain/model/member/id-number';

const day = fc
	.date({ noInvalidDate: true, min: new Date('1900-01-01'), max: new Date('2030-12-31') })
	.map((date) => date.toISOString().slice(0, 10));
const sequence = fc.integer({ min: 0, max: 999 }).map((n) => String(n).padStart(3, '0'));
const body = fc
	.tuple(day, sequence)
	.map(([date, number]) => `990001${date.replaceAll('-', '')}${number}`);
const valid = body.map((digits) => digits + checkCharacter(digits));

test.each(['990001200603081463', '990001200110053157', '99000120010727926X'])(
	'%s carries its right check character',
	(idNumber) => {
		expect(checkCharacter(idNumber)).toBe(idNumber.at(-1));
	}
);

test('the weighted sum of all 18 characters is 1 modulo 11, by powers of two', () => {
	fc.assert(
		fc.property(valid, (idNumber) => {
			const sum = [...idNumber].reduce(
				(left, sign) => (left * 2 + (sign === 'X' ? 10 : Number(sign))) % 11,
				0
			);
			expect(sum).toBe(1);
		})
	);
});

test('one mistyped digit is always found', () => {
	fc.assert(
		fc.property(valid, fc.nat(16), fc.integer({ min: 1, max: 9 }), (idNumber, at, shift) => {
			const digit = String((Number(idNumber[at]) + shift) % 10);
			const typed = idNumber.slice(0, at) + digit + idNumber.slice(at + 1);
			expect(checkCharacter(typed)).not.toBe(typed[17]);
		})
	);
});

test('two neighbours that change places are always found', () => {
	fc.assert(
		fc.property(valid, fc.nat(15), (idNumber, at) => {
			fc.pre(idNumber[at] !== idNumber[at + 1]);
			const typed = `${idNumber.slice(0, at)}${idNumber[at + 1]}${idNumber[at]}${idNumber.slice(at + 2)}`;
			expect(checkCharacter(typed)).not.toBe(typed[17]);
		})
	);
});

test('birth date and gender come back out of the number', () => {
	fc.assert(
		fc.property(day, sequence, (date, number) => {
			const digits = `990001${date.replaceAll('-', '')}${number}`;
			const idNumber = digits + checkCharacter(digits);
			expect(hasIdShape(idNumber)).toBe(true);
			expect(birthDateOf(idNumber)).toBe(date);
			expect(genderOf(idNumber)).toBe(Number(number) % 2 === 1 ? '1' : '2');
		})
	);
});

test('a day that no calendar has is no birth date', () => {
	for (const date of ['19980229', '19001301', '20000431', '20000100']) {
		expect(birthDateOf(`990001${date}0010`)).toBeUndefined();
	}
	expect(birthDateOf('990001200002290010')).toBe('2000-02-29');
});

test.each([
	'',
	'99000120000101001',
	'9900012000010100101',
	'99000120000101001x',
	'99000120000101001Y',
	'090001200001010010',
	'９90001200001010010'
])('“%s” has not the shape of an ID number', (text) => {
	expect(hasIdShape(text)).toBe(false);
});

test('15 digits become 18 with 19 in front of the year; the rest of the number stays', () => {
	fc.assert(
		fc.property(day, sequence, (date, number) => {
			fc.pre(date.startsWith('19'));
			const old = `990001${date.replaceAll('-', '').slice(2)}${number}`;
			const upgraded = upgrade15(old) ?? '';
			expect(birthDateOf(upgraded)).toBe(date);
			expect(upgraded.slice(0, 6) + upgraded.slice(8, 17)).toBe(old);
			expect(checkCharacter(upgraded)).toBe(upgraded[17]);
		})
	);
	for (const text of [
		'',
		'99000180050600',
		'9900018005060011',
		'09000180050600',
		'99000180050600X'
	]) {
		expect(upgrade15(text)).toBeUndefined();
	}
});

test('every date in a number is a day of the calendar or none', () => {
	fc.assert(
		fc.property(fc.stringMatching(/^\d{18}$/), (text) => {
			const born = birthDateOf(text);
			if (born === undefined) return;
			expect(isPlainDate(born)).toBe(true);
			expect(Number.isInteger(dayNumber(born))).toBe(true);
		})
	);
});
