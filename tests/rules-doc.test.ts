import { expect, test } from 'vitest';
import { memberRules } from '#domain/rules/registry';
import {
	fileWith,
	filesIn,
	idsIn,
	readText,
	rulesDocument,
	rulesFolder,
	testsFolder
} from './support/write-rules-doc';

test('docs/rules.md is what the rule files say (node tests/support/write-rules-doc.ts)', () => {
	expect(readText('docs/rules.md')).toBe(rulesDocument(readText('docs/rules.md')));
});

test('one rule, one file, one id for life: no id twice, no file without a rule', () => {
	const ids = memberRules.map(({ id }) => id);
	expect(new Set(ids).size).toBe(ids.length);
	const files = ids.map((id) => fileWith(rulesFolder, `id: '${id}'`));
	expect(files.toSorted()).toEqual(filesIn(rulesFolder));
});

test('every rule has a test that begins with its id', () => {
	const untested = memberRules.filter(({ id }) => fileWith(testsFolder, `[${id}]`) === '');
	expect(untested.map(({ id }) => id)).toEqual([]);
});

test('every rule of the specification that speaks of members is built, or says why not', () => {
	const later = idsIn(readText('docs/rules.md')).filter(
		(id) => !memberRules.some((rule) => rule.id === id)
	);
	const ofMembers = later.filter((id) => /^(ID|BI|PH|JN|ED|WP|AW|PU|DU|AB|DI|ST|SU)-/.test(id));
	// About organisations, or about dues and activities that nothing here records.
	expect(ofMembers).toEqual(['DU-02', 'DU-03', 'DU-05', 'DU-06', 'DU-07', 'ST-05', 'ST-07']);
});
