import type { CodeTable } from '#domain/codes/code-table';
import { codeTables } from '#domain/codes/registry';
import type { PlainDate } from '#domain/kernel/plain-date';
import { fieldOf, labelOf, type FieldKey } from '#domain/model/member/fields';
import type { Member } from '#domain/model/member/member';
import { dateOf } from '#domain/model/member/date-of';
import { ageBandOn, ageBands } from './age-bands';

/** The group of whoever has nothing (or no day) in the field. It is counted like any other. */
export const UNKNOWN = '';

/** One way to divide members into groups that do not overlap. */
export interface Dimension {
	readonly key: string;
	readonly label: string;
	/** The group of a member on that day. */
	on(today: PlainDate): (member: Member) => string;
	/** The Chinese name of a group. */
	nameOf(group: string): string;
	/** The groups in the order they are read; others follow. Empty: the largest first. */
	readonly order: readonly string[];
	/** Groups that are shown even when nobody stands in them. */
	readonly always: readonly string[];
	/** Groups are years, the last one first. */
	readonly newestFirst?: true;
}

function tableOf(key: FieldKey): CodeTable {
	const { table } = fieldOf(key);
	if (!table) throw new Error(`${key} has no code table`);
	return codeTables[table];
}

/** A code nobody knows is a group of its own: it is there, and it is wrong. */
function codeName(table: CodeTable, group: string): string {
	if (group === UNKNOWN) return '未填';
	return table.row(group)?.name ?? `${group}（不在代码表中）`;
}

function byCode(
	key: FieldKey,
	{ always = [], largestFirst = false }: { always?: string[]; largestFirst?: boolean } = {}
): Dimension {
	const table = tableOf(key);
	return {
		key,
		label: labelOf(key),
		on: () => (member) => member[key] ?? UNKNOWN,
		nameOf: (group) => codeName(table, group),
		order: largestFirst ? [] : table.rows.map(({ code }) => code),
		always
	};
}

const ageBand: Dimension = {
	key: 'ageBand',
	label: '年龄段',
	on(today) {
		const bandOf = ageBandOn(today);
		return (member) => bandOf(member.birthDate);
	},
	nameOf: (group) => ageBands.find(({ key }) => key === group)?.name ?? '出生日期未填或有误',
	order: ageBands.map(({ key }) => key),
	always: ageBands.map(({ key }) => key)
};

const joinYear: Dimension = {
	key: 'joinYear',
	label: '入党年份',
	on: () => (member) => dateOf(member.joinDate)?.slice(0, 4) ?? UNKNOWN,
	nameOf: (group) => (group === UNKNOWN ? '入党日期未填或有误' : `${group}年`),
	order: [],
	always: [],
	newestFirst: true
};

/** What 统计 counts, in the order of its charts. */
export const dimensions: readonly Dimension[] = [
	byCode('memberCategory', { always: ['1', '2'] }),
	byCode('gender', { always: ['1', '2'] }),
	byCode('ethnicity', { largestFirst: true }),
	ageBand,
	byCode('education'),
	byCode('workPost'),
	joinYear
];

/** 党籍状态: whoever is not 正常 is on the list and in no count of members. */
export const standing: Dimension = {
	...byCode('membershipStatus'),
	// A record from before that item existed says nothing else.
	on: () => (member) => member.membershipStatus || '1'
};

export function dimensionOf(key: string): Dimension | undefined {
	return [...dimensions, standing].find((dimension) => dimension.key === key);
}
