import type { FieldKind } from '#domain/model/member/field';
import type { ValueField } from '#domain/model/member/value-shape';

/** Texts that no field of any kind may hold. */
const everywhere: Readonly<Record<string, string>> = {
	NUL: '张\0伟',
	'half of a surrogate pair': '张\ud842伟',
	'a bell': '张\u0007伟',
	'a C1 control': '张\u0093伟',
	'a line separator': '张\u2028伟',
	'a turned direction': '张\u202e伟',
	'an isolated direction': '张\u2066伟',
	'a character nobody sees': '张\u200b伟',
	'a byte order mark': '\ufeff张伟',
	'letters and accents apart (NFD)': 'Jose\u0301',
	'a compatibility ideograph': '\ufa19',
	'a blank before': ' 张伟',
	'a blank behind': '张伟 ',
	'a tab': '张\t伟',
	'a carriage return': '张\r\n伟'
};

const byKind: Readonly<Record<FieldKind, Readonly<Record<string, string>>>> = {
	text: { 'a second line': '张\n伟' },
	note: {},
	code: { 'no code': 'vip', 'a name for a code': '汉族', 'a wide digit': '１', markup: '<b>1</b>' },
	flag: { 'a word': 'yes', 'another digit': '2', 'a second line': '1\n0' },
	date: {
		'a day no calendar has': '2021-02-30',
		'the thirteenth month': '2021-13-01',
		'a month': '2021-02',
		'another spelling': '2021-2-3',
		'digits only': '20210203',
		'a time behind': '2021-02-03T00:00:00Z',
		'wide digits': '２０２１-02-03',
		markup: '2021-02-03<img src=x>'
	},
	number: {
		'a fraction': '1.5',
		'a wide digit': '１',
		'an exponent': '1e3',
		hexadecimal: '0x',
		'a sign alone': '-',
		'a blank between': '1 2',
		'a plus': '+1',
		'a second line': '1\n2'
	},
	branch: {
		capitals: '00000000-0000-4000-8000-00000000ABCD',
		'no UUID': 'b1',
		braces: '{00000000-0000-4000-8000-000000000001}'
	},
	idNumber: { 'a small x': '99000119900101001x', 'wide digits': '９90001199001010011' },
	mobile: { 'wide digits': '１6400000001', 'the country in front': '+8616400000001' },
	landline: { 'a dash that is no hyphen': '0532—12345678', 'a blank between': '0532 12345678' }
};

/** What a field must refuse, each with its name. */
export function hostileTo(field: ValueField): [why: string, value: string][] {
	const long = '长'.repeat((field.max ?? 60) + 1);
	const own = { ...everywhere, ...byKind[field.kind], 'one code point too many': long };
	return Object.entries(own);
}

/** A value of the kind that everybody may write. */
export function goodFor({ kind, key, max = 60 }: ValueField): string[] {
	const long = '𠮷'.repeat(max);
	switch (kind) {
		case 'text':
			return key === 'name' ? ['扎西·央金', '𠮷田'] : ['张伟 2', 'José', long];
		case 'note':
			return ['一\n二', long];
		case 'date':
			return ['2020-02-29'];
		case 'number':
			return ['0', '12'];
		case 'branch':
			return ['00000000-0000-4000-8000-00000000abcd'];
		case 'idNumber':
			return ['99000119900101001X'];
		case 'mobile':
			return ['16400000001'];
		case 'landline':
			return ['0532-12345678'];
		default:
			// The codes of its table.
			return [];
	}
}
