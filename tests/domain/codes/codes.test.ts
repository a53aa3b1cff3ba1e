import { expect, test } from 'vitest';
import { education } from '#domain/codes/education';
import { codeTables } from '#domain/codes/registry';
import { studentCategory } from '#domain/codes/student-category';
import { workPost } from '#domain/codes/work-post';
import { fields } from '#domain/model/member/fields';
import type { Field } from '#domain/model/member/field';

const tables = Object.entries(codeTables);

test.each(tables)(
	'%s: codes are unique, parents exist, and its name is the registry’s',
	(key, table) => {
		const codes = table.rows.map(({ code }) => code);
		expect(table.name).toBe(key);
		expect(new Set(codes).size).toBe(codes.length);
		for (const { code, parent, name } of table.rows) {
			expect(name).not.toBe('');
			if (parent !== undefined) expect(codes).toContain(parent);
			expect(parent).not.toBe(code);
		}
	}
);

test.each(tables)('%s: a record may carry exactly what a picker offers', (_key, table) => {
	const offered = new Set(table.choices.map(({ code }) => code));
	expect(offered.size).toBeGreaterThan(0);
	for (const { code } of table.rows) {
		expect(table.has(code)).toBe(offered.has(code));
		expect(table.schema.safeParse(code).success).toBe(offered.has(code));
	}
	expect(table.has('no such code')).toBe(false);
	expect(table.nameOf('no such code')).toBe('no such code');
});

test.each(tables)('%s says where it is from in plain words', (_key, table) => {
	expect(table.source).not.toBe('');
	expect(table.source).not.toMatch(/\boss\b/);
});

test('every level of 学历 that can be chosen has a rank, and no group node can be chosen', () => {
	for (const row of education.choices) expect(row.rank).toBeTypeOf('number');
	const parents = new Set(education.rows.map(({ parent }) => parent));
	for (const row of education.choices) expect(parents.has(row.code)).toBe(false);
});

test('what a student has finished is a level that can be chosen, of a post group that exists', () => {
	for (const { expectedEducation, workPostGroup } of studentCategory.rows) {
		for (const code of expectedEducation ?? []) expect(education.has(code)).toBe(true);
		if (workPostGroup) expect(workPost.row(workPostGroup)?.selectable).toBe(false);
	}
});

test('a local code is marked as such, so that it never leaves as a national one', () => {
	for (const { code, local } of workPost.rows) expect(local === true).toBe(code.startsWith('L'));
});

test('the table a field names exists, and its initial value is one of its codes', () => {
	for (const field of fields as readonly Field[]) {
		if (!field.table) continue;
		expect(codeTables[field.table]).toBeDefined();
		if (field.initial) expect(codeTables[field.table].has(field.initial)).toBe(true);
	}
});
