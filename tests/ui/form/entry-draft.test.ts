import { expect, test } from 'vitest';
import type { Entry } from '#domain/model/member/entry';
import type { Member } from '#domain/model/member/member';
import { EntryDraft } from '#ui/form/entry-draft.runes';
import { contextWith, soundMember } from '../../support/sound-member';

const award: Entry = { honour: '51', approvedOn: '2019-06-30', approvedBy: '中共示例委员会' };
const draftOf = (stored?: Entry, member: Member = soundMember()) =>
	new EntryDraft({
		list: 'rewards',
		id: 'e1',
		member: () => member,
		stored: () => stored,
		context: () => contextWith(),
		orgName: () => ''
	});

test('a new row starts with its initial values, and is not touched before somebody types', () => {
	const draft = draftOf();
	expect(draft.edits()).toEqual({ approvalLevel: { from: '', to: 'L1' } });
	expect(draft.touched).toBe(false);
	draft.type('rewardNote', '校级');
	expect(draft.touched).toBe(true);
});

test('[AW-01] an empty new row blames nobody until it is to be saved, and then is not', () => {
	const draft = draftOf();
	expect(draft.findingsAt('honour')).toEqual([]);
	expect(draft.settleAll()).toBe(false);
	expect(draft.findingsAt('honour').map(({ rule }) => rule)).toEqual(['AW-01']);
});

test('[S-4] an edit carries what its author saw; spelling is unified when the field is left', () => {
	const draft = draftOf(award);
	draft.type('approvedOn', '2019.7.1');
	draft.settle('approvedOn');
	expect(draft.edits()).toEqual({ approvedOn: { from: '2019-06-30', to: '2019-07-01' } });
	expect(draft.settleAll()).toBe(true);
	draft.type('approvedOn', '2019-06-30');
	expect(draft.edits()).toEqual({});
});

test('a day without its day is named and stops saving', () => {
	const draft = draftOf(award);
	draft.type('approvedOn', '2019.7');
	expect(draft.settleAll()).toBe(false);
	const field = draft.fields.find(({ key }) => key === 'approvedOn')!;
	expect(draft.state(field).problem).toContain('日期要写到日');
});
