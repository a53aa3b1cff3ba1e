import { describe, expect, it } from 'vitest';
import { blankMember, type Member } from '#domain/model/member/member';
import type { Org } from '#domain/model/org/org';
import { byBranch, byName } from '#ui/list/name-order';

const branch = (id: string, code: string): Org => ({
	id,
	code,
	type: '631',
	fullName: `${code}支部`,
	shortName: code,
	parentId: null,
	path: `/${id}/`,
	touchedBy: ''
});
const member = (id: string, name: string, branchId: string): Member => ({
	...blankMember(id),
	name,
	branchId
});
const all = [
	member('1', '张三', 'b'),
	member('2', '安然', 'b'),
	member('3', '赵六', 'a'),
	member('4', '李四', 'a'),
	member('5', '钱七', 'gone')
];
const names = (members: readonly Member[]) => members.map(({ name }) => name);

describe('the list of members stands in an order a person expects', () => {
	it('by name as a dictionary has it', () => {
		expect(names(byName(all, all))).toEqual(['安然', '李四', '钱七', '张三', '赵六']);
	});

	it('what a search found keeps the order of the whole', () => {
		expect(names(byName([all[2]!, all[0]!], all))).toEqual(['张三', '赵六']);
	});

	it('a renamed member moves to his new place', () => {
		const renamed = all.map((one) => (one.name === '赵六' ? { ...one, name: '艾六' } : one));
		expect(names(byName(renamed, renamed))).toEqual(['艾六', '安然', '李四', '钱七', '张三']);
	});

	it('branch by branch in the order of their codes, whatever order they arrived in', () => {
		const orgs = [branch('b', '02'), branch('a', '01')];
		expect(names(byBranch(byName(all, all), orgs))).toEqual([
			'李四',
			'赵六',
			'安然',
			'张三',
			'钱七'
		]);
	});

	it('nobody is lost whose branch is not here yet', () => {
		const orgs = [branch('b', '02'), branch('a', '01')];
		expect(byBranch(all, orgs)).toHaveLength(all.length);
	});
});
