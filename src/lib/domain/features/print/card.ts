import { groups, type GroupKey } from '#domain/model/member/field';
import { fieldOf, type FieldKey } from '#domain/model/member/fields';
import { entriesOf } from '#domain/model/member/entries';
import { entryFieldOf, listOf, type ListKey } from '#domain/model/member/lists';
import type { Member } from '#domain/model/member/member';
import { LOCAL_MARK } from '#domain/features/roster/read-code';
import { cellOf, isMasked, type Printing } from '#domain/features/print/cell';
import type { PrintedGroup } from '#domain/features/print/form';

/** What a card tells of a member, so that it stays one page. */
const CARD: readonly (readonly [GroupKey, readonly FieldKey[]])[] = [
	[
		'identity',
		[
			'name',
			'gender',
			'birthDate',
			'ethnicity',
			'nativePlace',
			'maritalStatus',
			'idNumber',
			'memberCategory'
		]
	],
	[
		'party',
		['branchId', 'joinDate', 'regularDate', 'membershipStatus', 'enteredBranchOn', 'archiveUnit']
	],
	['study', ['education', 'degree', 'school', 'major']],
	['work', ['workPost', 'techPost', 'workStartDate', 'graduatesOn']],
	['contact', ['mobile', 'otherPhone', 'currentAddress', 'householdAddress']]
];

/** Rows of a list on the card; the form has them all. */
const MOST_LINES = 4;
const CARD_LISTS: readonly (readonly [ListKey, readonly string[]])[] = [
	['duties', ['startDate', 'duty', 'dutyName', 'orgId']],
	['rewards', ['approvedOn', 'honour', 'approvedBy']]
];

export interface CardList {
	title: string;
	lines: readonly string[];
	/** How many more the form has. */
	more: number;
}

/** 党员信息卡: one page. */
export function printedCard(
	member: Member,
	printing: Printing
): { groups: PrintedGroup[]; lists: CardList[] } {
	return {
		groups: CARD.map(([key, keys]) => ({
			key,
			title: groups[key],
			cells: keys.map((one) => cellOf(fieldOf(one), member[one], printing))
		})),
		lists: CARD_LISTS.map(([list, keys]) => cardList(member, list, keys, printing))
	};
}

function cardList(
	member: Member,
	list: ListKey,
	keys: readonly string[],
	printing: Printing
): CardList {
	const entries = entriesOf(member, list);
	const lines = entries.slice(0, MOST_LINES).map(([, entry]) =>
		keys
			.flatMap((key) => entryFieldOf(list, key) ?? [])
			.map((field) => cellOf(field, entry[field.key] ?? '', printing))
			.filter(({ value }) => value !== '')
			.map(({ value, local }) => (local ? `${value}${LOCAL_MARK}` : value))
			.join('　')
	);
	return { title: listOf(list).title, lines, more: entries.length - lines.length };
}

/** What leaves with the card, for the log. */
export function cardColumns(whole: boolean): string[] {
	const keys = CARD.flatMap(([, own]) => own);
	return [
		...keys.filter((key) => whole || !isMasked(fieldOf(key))),
		'photo',
		...CARD_LISTS.map(([list]) => list)
	];
}
