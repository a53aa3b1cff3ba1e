import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { expect, test } from 'vitest';

/**
 * No form without a home (V-7): every component of a screen that a person types or picks in keeps
 * it among the drafts, is part of a form that does, or says here why there is nothing to lose.
 */

const TAB = 'members/[memberId]/[tab=tab]';

/** Parts of a form: the component that keeps for them. */
const partOf: Record<string, string> = {
	[`${TAB}/ReviewTab`]: `${TAB}/MemberForm`,
	[`${TAB}/PhotoSection`]: `${TAB}/MemberForm`,
	[`${TAB}/CropDialog`]: `${TAB}/MemberForm`,
	'members/[memberId]/merge/SideChoice': 'members/[memberId]/merge/MergeForm',
	'members/new/AdmitFields': 'members/new/AdmitForm',
	'members/awards/NameSource': 'members/awards/+page',
	'members/awards/NameQuestions': 'members/awards/+page',
	'members/import/ColumnMapping': 'members/import/+page',
	'members/import/FileQuestion': 'members/import/+page',
	'members/import/ImportReport': 'members/import/+page',
	'members/import/QuestionForm': 'members/import/+page',
	'members/import/SheetChoice': 'members/import/+page',
	'members/import/VerdictRow': 'members/import/+page'
};

/** Nothing that could be missed. */
const nothingToLose: Record<string, string> = {
	'help/+page': 'search',
	'help/codes/+page': 'search',
	'help/codes/[table]/+page': 'search',
	'help/fields/+page': 'search',
	'help/rules/+page': 'search',
	'members/ListFilters': 'filters',
	'members/MemberScreen': 'search',
	'members/OrgPane': 'search',
	'members/RowTick': 'selection, one tap each',
	'members/SelectionBar': 'selection, one tap each',
	[`${TAB}/MoveDialog`]: 'one choice out of a list',
	'members/bulk/BulkPreview': 'ticks of a preview that is made anew and shown before writing',
	'members/bulk/BulkRows': 'ticks of a preview that is made anew and shown before writing',
	'members/export/+page': 'choices that nothing is written from',
	'members/export/ColumnPicker': 'choices that nothing is written from',
	'members/import/RowFilters': 'filters',
	'orgs/+page': 'search',
	'print/PrintChoices': 'choices that nothing is written from',
	'problems/+page': 'search',
	'statistics/comparison/+page': 'choice of a day',
	'sync/CarryParcel': 'a file that lies where it came from',
	'me/+page': 'settings, kept at once',
	'me/reminders/+page': 'settings, kept at once',
	'me/SignOutDialog': 'a number typed to confirm',
	'todo/GiveUpDialog': 'a number typed to confirm',
	'handovers/[device]/+page': 'a password: never kept',
	'me/devices/+page': 'a password: never kept',
	'me/password/+page': 'a password: never kept',
	'orgs/[orgId]/accounts/+page': 'a password: never kept',
	'me/pin/+page': 'a PIN: never kept',
	'me/devices/RenameDialog': 'one short name, sent at once'
};

const ROOT = 'src/routes/(desk)';
const CONTROL =
	/<(?:textarea|select|input|Field|FieldGroups|AdmitFields|TextField|CodeSelect|CodeList|DateField|ChoiceField|SideChoice|PasswordField|PasswordDialog|PinField|SearchBox|(?!Print)\w+Form|(?!Changed)\w+Fields|\w+Picker)\b/;
const KEEPS = /\b(?:keepTyped|followTyping)\(/;

const files = readdirSync(ROOT, { recursive: true, withFileTypes: true })
	.filter((entry) => entry.isFile() && entry.name.endsWith('.svelte'))
	.map((entry) => join(entry.parentPath, entry.name).split(sep).join('/'));
const nameOf = (file: string) => file.slice(ROOT.length + 1, -'.svelte'.length);
const textOf = (name: string) => readFileSync(`${ROOT}/${name}.svelte`, 'utf8');
const keeps = (name: string) => KEEPS.test(textOf(name));
/** A page that only mounts a form types nothing itself. */
const mountsOnly =
	/^(?:members\/new\/\+page|members\/\[memberId\]\/(?:\[tab=tab\]|merge|reduction)\/\+page)$/;

const typedIn = files
	.map(nameOf)
	.filter((name) => CONTROL.test(textOf(name)) && !mountsOnly.test(name));

test('[V-7] every component that is typed in has a home for it, or a reason to need none', () => {
	const homeless = typedIn.filter(
		(name) => !keeps(name) && !(name in partOf) && !(name in nothingToLose)
	);
	expect(homeless).toEqual([]);
	// The walk itself sees the forms.
	expect(typedIn).toEqual(
		expect.arrayContaining([`${TAB}/MemberForm`, 'members/new/AdmitForm', 'problems/StepDialog'])
	);
});

test('[V-7] whoever keeps for a part does keep, and no line here outlives its component', () => {
	expect(Object.values(partOf).filter((name) => !keeps(name))).toEqual([]);
	const named = [...Object.keys(partOf), ...Object.keys(nothingToLose)];
	expect(named.filter((name) => !existsSync(`${ROOT}/${name}.svelte`))).toEqual([]);
	expect(named.filter((name) => keeps(name))).toEqual([]);
});

test('[V-7] a form that keeps shows what was filled in, and what could not be kept', () => {
	const silent = typedIn.filter(keeps).filter((name) => !/<DraftNotice\b/.test(textOf(name)));
	expect(silent).toEqual([]);
});
