import { expect, test } from 'vitest';
import { AccountName, accountNameOf, kindOf } from '#domain/account/account';

test.each(['u990000000012', 'a990000000001', ' U990000000012 ', 'a123456'])(
	'[AC-01] “%s” is an account name',
	(text) => {
		expect(AccountName.parse(text)).toBe(text.trim().toLowerCase());
	}
);

test.each([
	'',
	'u',
	'990000000012',
	'b990000000012',
	'u99000',
	'u99 0000000012',
	'u990000000012x',
	'ua990000000012',
	`u${'9'.repeat(21)}`
])('[AC-01] “%s” is none', (text) => {
	expect(AccountName.safeParse(text).success).toBe(false);
	expect(kindOf(text)).toBeUndefined();
});

test('the first letter is the kind', () => {
	expect(kindOf(accountNameOf('a', '990000000001'))).toBe('a');
	expect(kindOf(accountNameOf('u', '990000000012'))).toBe('u');
});
