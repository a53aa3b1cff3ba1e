import { expect, test } from 'vitest';
import { markOf } from '#domain/codes/code-mark';
import { codeTables } from '#domain/codes/registry';
import type { FieldKey } from '#domain/model/member/fields';
import { blankMember, type Member } from '#domain/model/member/member';
import { nationalLayout, rosterFields } from '#domain/features/roster/columns';
import { codesToVerify } from '#domain/features/roster/codes-to-verify';
import { outColumns, type CodeStyle, type RosterColumns } from '#domain/features/roster/write-rows';

/** National codes that nobody has confirmed do not leave without a word. */

const member = (n: number, values: Partial<Member>): Member => ({
	...blankMember(`m${n}`),
	...values
});
const three = [
	member(1, { workPost: '40302', maritalStatus: '10' }),
	member(2, { workPost: '40302', joinWorkPost: '40101' }),
	member(3, { workPost: '40202', regularisation: 'L1', joinOrgType: 'new' })
];
const found = (columns: RosterColumns, style: CodeStyle, members: readonly Member[] = three) =>
	codesToVerify(outColumns(columns, style, []), members);

test('40302 of two members: its column, code and name, and how many carry it', () => {
	const [one, ...rest] = found(['name', 'workPost'], 'code');
	expect(one).toEqual({
		key: 'workPost',
		header: '工作岗位',
		code: '40302',
		name: codeTables.workPost.nameOf('40302'),
		members: 2
	});
	expect(rest).toEqual([]);
});

test('beside names it is the column of codes; where names alone leave there is nothing to verify', () => {
	expect(found(['workPost'], 'both').map(({ header }) => header)).toEqual(['工作岗位代码']);
	expect(found(['workPost', 'maritalStatus'], 'name')).toEqual([]);
});

test('only the columns of the export count, the national layout by its own headers', () => {
	expect(found(['name', 'education'], 'code')).toEqual([]);
	expect(found(['workPost', 'joinWorkPost'], 'code').map(({ key, code }) => [key, code])).toEqual([
		['workPost', '40302'],
		['joinWorkPost', '40101']
	]);
	const headers = new Set(nationalLayout.map(({ header }) => header));
	const national = found('national', 'code');
	expect(national.map(({ code }) => code).toSorted()).toEqual(['10', '40302']);
	for (const { header } of national) expect(headers).toContain(header);
});

test('a column whose table has nothing to verify is not counted, for however many members', () => {
	const read = new Set<PropertyKey>();
	const watched = three.map(
		(one) => new Proxy(one, { get: (member, key) => (read.add(key), Reflect.get(member, key)) })
	);
	const doubtful = (key: string) => rosterFields.some((field) => field.key === key && tells(field));
	expect(found('national', 'code', watched)).toEqual(found('national', 'code'));
	expect([...read]).toContain('workPost');
	expect([...read].filter((key) => !doubtful(String(key)))).toEqual([]);
});

const tells = ({ table }: (typeof rosterFields)[number]) =>
	table !== undefined && codeTables[table].rows.some((row) => markOf(row) === 'verify');

test('every code that a column can hold is told or not as its table says; codes of our own never are', () => {
	for (const { key, table } of rosterFields) {
		for (const row of table ? codeTables[table].choices : []) {
			const told = found([key as FieldKey], 'code', [member(1, { [key]: row.code })]);
			const due = row.verify === true && row.local !== true;
			expect(
				told.map(({ code }) => code),
				`${key} ${row.code}`
			).toEqual(due ? [row.code] : []);
			expect(markOf(row) === 'verify').toBe(due);
		}
	}
});
