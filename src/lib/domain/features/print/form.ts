import { groups, tabs, type Field, type GroupKey, type TabKey } from '#domain/model/member/field';
import { fields } from '#domain/model/member/fields';
import { entriesOf } from '#domain/model/member/entries';
import { listsOn } from '#domain/model/member/lists';
import type { Member } from '#domain/model/member/member';
import { cellOf, isMasked, type PrintedCell, type Printing } from '#domain/features/print/cell';

/** The tabs of 党员信息采集表 (domain.md 2.1–2.7); reviews and the trail are no part of the paper. */
const PAPER: readonly TabKey[] = [
	'basic',
	'relation',
	'joining',
	'duties',
	'awards',
	'abroad',
	'difficulty'
];

/** The foot of the paper form, which is signed and not filled in. */
const SIGNED: GroupKey = 'collection';

export interface PrintedGroup {
	key: GroupKey;
	title: string;
	cells: readonly PrintedCell[];
}
export interface PrintedList {
	key: string;
	title: string;
	/** The filled items of each row, newest first. */
	rows: readonly (readonly PrintedCell[])[];
}
export interface PrintedSection {
	key: TabKey;
	title: string;
	groups: readonly PrintedGroup[];
	lists: readonly PrintedList[];
}

/** 党员信息采集表 of one member, in the order of the catalogue. An empty item is a line to write on. */
export function printedForm(member: Member, printing: Printing): PrintedSection[] {
	return PAPER.map((tab) => ({
		key: tab,
		title: tabs[tab],
		groups: groupsOn(tab, member, printing),
		lists: listsOn(tab).map(({ key, title, fields: items }) => ({
			key,
			title,
			rows: entriesOf(member, key).map(([, entry]) =>
				items
					.map((item) => cellOf(item, entry[item.key] ?? '', printing))
					.filter(({ value }) => value !== '')
			)
		}))
	}));
}

function groupsOn(tab: TabKey, member: Member, printing: Printing): PrintedGroup[] {
	const printed = printedFields(tab);
	const keys = new Set(printed.map(({ group }) => group));
	return [...keys].map((key) => ({
		key,
		title: groups[key],
		cells: printed
			.filter(({ group }) => group === key)
			.map((field) => cellOf(field, valueOf(member, field), printing))
	}));
}

function printedFields(tab: TabKey): Field[] {
	return fields.filter((field: Field) => field.tab === tab && field.group !== SIGNED);
}

function valueOf(member: Member, { key }: Field): string {
	const value = (member as Readonly<Record<string, unknown>>)[key];
	return typeof value === 'string' ? value : '';
}

/** Who signs the paper form, and what is already known of that. */
export interface Signature {
	label: string;
	name: string;
	date: string;
}

export function signaturesOf(member: Member): Signature[] {
	return [
		{ label: '本人签名', name: '', date: '' },
		{ label: '信息采集员', name: member.collectedBy, date: member.collectedOn },
		{ label: '党支部书记签名', name: member.secretarySignedBy, date: member.secretarySignedOn },
		{ label: '基层党委审核', name: member.committeeChecked, date: member.committeeCheckedOn }
	];
}

/** What leaves with the form, for the log: keys of items and lists, without what is masked. */
export function formColumns(whole: boolean): string[] {
	const items = PAPER.flatMap(printedFields).filter((field) => whole || !isMasked(field));
	const lists = PAPER.flatMap((tab) => listsOn(tab).map(({ key }) => key));
	return [...items.map(({ key }) => key), 'photo', ...lists];
}
