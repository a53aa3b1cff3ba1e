import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pinyin } from 'pinyin-pro';
import { describe, expect, test } from 'vitest';
import { codeTables } from '#domain/codes/registry';
import { fields } from '#domain/model/member/fields';
import { lists } from '#domain/model/member/lists';
import { memberRules } from '#domain/rules/registry';
import { chapters, helpTask, helpTasks } from '#ui/help/chapters';
import { codeLines, tablesWith } from '#ui/help/code-lines';
import { fieldLinesByTab } from '#ui/help/field-lines';
import { ruleAdvice } from '#ui/help/rule-advice';
import { ruleLines, ruleLinesByGroup } from '#ui/help/rule-lines';
import { highlighted, searchHelp, wordsOf } from '#ui/help/search-help';
import { groupTitles } from '#ui/words/task-group-words';
import { helpFor, helpIds } from '../../src/routes/(desk)/help/help-for';

const initials = (text: string) =>
	pinyin(text, { pattern: 'first', toneType: 'none', type: 'array' }).join('');

/** Every source of the screens except the help itself. */
function screenSources(): string {
	const folders = ['src/routes', 'src/lib/ui', 'src/lib/domain/model/member'];
	return folders
		.flatMap((folder) =>
			readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name))
		)
		.filter((file) => /\.(svelte|ts)$/.test(file) && !file.includes('/help/'))
		.map((file) => readFileSync(file, 'utf8'))
		.join('\n');
}

describe('使用手册 is task by task', () => {
	test('every task of the list is there, in the manual’s order', () => {
		expect(helpTasks.map(({ id }) => id)).toEqual([
			...['sign-in', 'pin', 'install'],
			...['find-member', 'completeness', 'edit-member', 'member-tabs', 'trail'],
			...['admit', 'reduction', 'merge', 'remark', 'review', 'problem-data'],
			...['orgs', 'reset-password', 'lock-account', 'change-password'],
			...['export-roster', 'import-roster'],
			...['sync', 'drafts', 'todo', 'parcel', 'storage-cleared', 'device-clock'],
			...['lost-device', 'handovers', 'sign-out'],
			...['photo', 'awards', 'grades', 'bulk-edit', 'reminders'],
			...['statistics', 'print', 'transfers']
		]);
		expect(chapters.every(({ title, tasks }) => title !== '' && tasks.length > 0)).toBe(true);
	});

	test('every task says when and how, in steps', () => {
		for (const { title, lead, steps } of helpTasks) {
			expect(title).not.toBe('');
			expect(lead).not.toBe('');
			expect(steps.length, title).toBeGreaterThan(0);
		}
	});

	test('every 【label】 is the label of a control, word for word', () => {
		// The groups of 待办 are put together from other words.
		const sources = [screenSources(), ...Object.values(groupTitles)].join('\n');
		const labels = helpTasks
			.flatMap(({ steps, notes = [] }) => [...steps, ...notes])
			.flatMap((text) => [...text.matchAll(/【([^】]+)】/g)].map(([, label = '']) => label));
		expect(labels.length).toBeGreaterThan(40);
		expect([...new Set(labels)].filter((label) => !sources.includes(label))).toEqual([]);
	});

	test('every screen’s link into the help leads to a task, and an unknown screen to the contents', () => {
		expect(helpIds.filter((id) => !helpTask(id))).toEqual([]);
		expect(helpFor('/members/export')).toBe('/help/export-roster');
		expect(helpFor('/members/0190a0a0/awards')).toBe('/help/member-tabs');
		expect(helpFor('/orgs/0190a0a0/accounts')).toBe('/help/reset-password');
		expect(helpFor('/members/bulk')).toBe('/help/bulk-edit');
		expect(helpFor('/members/bulk/field')).toBe('/help/bulk-edit');
		expect(helpFor('/members/awards')).toBe('/help/awards');
		expect(helpFor('/problems')).toBe('/help/problem-data');
		expect(helpFor('/statistics/students')).toBe('/help/statistics');
		expect(helpFor('/me/reminders')).toBe('/help/reminders');
		expect(helpFor('/print')).toBe('/help/print');
		expect(helpFor('/nowhere')).toBe('/help');
	});
});

describe('what can be looked up', () => {
	test('every rule stands in the help with its own sentence, who acts and what to do', () => {
		expect(ruleLines.map(({ id }) => id)).toEqual(memberRules.map(({ id }) => id));
		for (const [at, line] of ruleLines.entries()) {
			const parts = memberRules[at]!.message.split(/\{\w+\}/);
			for (const part of parts) expect(line.sentence).toContain(part);
			expect(line.who).not.toBe('');
			expect(line.advice, line.id).not.toBe('');
		}
		expect(Object.keys(ruleAdvice).toSorted()).toEqual(memberRules.map(({ id }) => id).toSorted());
		expect(ruleLinesByGroup().flatMap(({ lines }) => lines)).toHaveLength(memberRules.length);
	});

	test('every code table stands in the help with every row', () => {
		const all = tablesWith(Object.values(codeTables), []);
		expect(all.map(({ table }) => table.name)).toEqual(Object.keys(codeTables));
		for (const { table } of all) {
			const codes = codeLines(table).map(({ row }) => row.code);
			expect(codes.toSorted(), table.name).toEqual(table.rows.map(({ code }) => code).toSorted());
		}
		expect(all.find(({ table }) => table.name === 'difficultyType')?.local).toBe(6);
	});

	test('every item of the record and of its lists stands in the help once, under an anchor of its own', () => {
		const lines = fieldLinesByTab().flatMap((tab) => tab.lines);
		const items = lists.reduce((sum, list) => sum + list.fields.length, 0);
		expect(lines).toHaveLength(fields.length + items);
		expect(new Set(lines.map(({ id }) => id)).size).toBe(lines.length);
		expect(lines.find(({ id }) => id === 'education')).toMatchObject({
			required: '必填',
			table: 'education',
			hint: expect.stringContaining('最高学历')
		});
	});
});

describe('the search of the help', () => {
	const titles = (query: string) => searchHelp(query, initials).map(({ title }) => title);

	test.each([
		['导出名册', '导出名册'],
		['dcmc', '导出名册'],
		['JN-10', 'JN-10 预备期不符合该年限要求：不足1年，请核对，确有原因的填写备注信息。'],
		['40202', '40202 大学本科一年级学生'],
		['激活码', '重置下级账号的密码']
	])('%s finds %s', (query, title) => {
		expect(titles(query)).toContain(title);
	});

	test('every word must be found, and a title counts more than a text', () => {
		expect(titles('补录')[0]).toBe('补录新发展的党员');
		expect(titles('重置 激活码')).toContain('重置下级账号的密码');
		expect(titles('重置 拖拉机')).toEqual([]);
		expect(titles('  ')).toEqual([]);
	});

	test('initials are found once pinyin is here, and not before', () => {
		expect(searchHelp('dcmc').map(({ title }) => title)).not.toContain('导出名册');
		expect(titles('dcmc')).toContain('导出名册');
	});

	test('the words are marked where they stand, whatever signs they hold', () => {
		expect(highlighted('导出名册和导入名册', wordsOf('名册'))).toEqual([
			{ text: '导出', hit: false },
			{ text: '名册', hit: true },
			{ text: '和导入', hit: false },
			{ text: '名册', hit: true }
		]);
		expect(highlighted('JN-10 预备期', wordsOf('jn-10'))[0]).toEqual({ text: 'JN-10', hit: true });
		for (const sign of '.*+?^${}()|[]\\/-') {
			expect(highlighted(`a${sign}b`, wordsOf(sign))[1]).toEqual({ text: sign, hit: true });
		}
		expect(highlighted('a (b) c', wordsOf('(B)')).map(({ hit }) => hit)).toEqual([
			false,
			true,
			false
		]);
	});
});
