import { describe, expect, it } from 'vitest';
import { checkCharacter } from '#domain/model/member/id-number';
import { fieldOf, type FieldKey } from '#domain/model/member/fields';
import type { Field } from '#domain/model/member/field';
import { blankMember, type Member } from '#domain/model/member/member';
import { aloneContext } from '#domain/rules/refuse-errors';
import { MemberDraft } from '#ui/form/member-draft.runes';

const stored: Member = {
	...blankMember('1'),
	name: '张三',
	nativePlace: '甲地',
	mobile: '16400000001'
};
const draftOf = (member: Member = stored) =>
	new MemberDraft({ stored: () => member, context: () => aloneContext('2026-11-24') });
const field = (key: FieldKey) => fieldOf(key) as Field & { key: FieldKey };

describe('a form keeps only what was typed', () => {
	it('[S-4] an edit carries the value its author saw and the value he left', () => {
		const draft = draftOf();
		draft.type('nativePlace', '乙');
		draft.type('nativePlace', '乙地');
		expect(draft.edits()).toEqual({ nativePlace: { from: '甲地', to: '乙地' } });
		expect(draft.changed).toEqual(['nativePlace']);
		expect(draft.member.mobile).toBe('16400000001');
	});

	it('typing the old value again is no edit', () => {
		const draft = draftOf();
		draft.type('nativePlace', '乙地');
		draft.type('nativePlace', '甲地');
		expect(draft.edits()).toEqual({});
	});

	it('leaving a field unifies its spelling', () => {
		const draft = draftOf();
		draft.type('mobile', '+86 164-0000-0042');
		draft.settle('mobile');
		expect(draft.edits().mobile?.to).toBe('16400000042');
	});

	it('a text that cannot be kept is named before saving, and stays', () => {
		const draft = draftOf();
		draft.type('joinDate', '2019.6');
		expect(draft.settleAll()).toBe(false);
		expect(draft.unreadable.map((one) => one.field)).toEqual(['joinDate']);
		expect(draft.member.joinDate).toBe('2019.6');
		draft.type('joinDate', '2019.6.30');
		draft.settleAll();
		expect(draft.unreadable).toEqual([]);
		expect(draft.member.joinDate).toBe('2019-06-30');
	});

	it('an error of the record stops saving, one that was there before in another field does not', () => {
		const draft = draftOf();
		draft.type('nativePlace', '乙地');
		expect(draft.summary.findings.some(({ severity }) => severity === 'error')).toBe(true);
		expect(draft.settleAll()).toBe(true);
		draft.type('name', '');
		expect(draft.settleAll()).toBe(false);
		expect(draft.blocking.map(({ field }) => field)).toEqual(['name']);
		expect(draft.member.nativePlace).toBe('乙地');
	});

	it('[ID-07] an ID number that another record carries stops saving', () => {
		const idNumber = ((body: string) => body + checkCharacter(body))('99000120040229003');
		const twin = { ...blankMember('2'), name: '李四', idNumber };
		const draft = new MemberDraft({
			stored: () => stored,
			context: () => ({
				...aloneContext('2026-11-24'),
				sameIdNumber: (member) => (member.idNumber === twin.idNumber ? [twin] : [])
			})
		});
		draft.type('idNumber', idNumber);
		expect(draft.settleAll()).toBe(false);
		expect(draft.blocking.map(({ rule }) => rule)).toEqual(['ID-07']);
	});

	it('what was typed while a save was under way stays, seen against the saved value', () => {
		const draft = draftOf();
		draft.type('nativePlace', '乙地');
		const sent = draft.edits();
		draft.type('nativePlace', '乙地二');
		draft.saved(sent);
		expect(draft.edits()).toEqual({ nativePlace: { from: '乙地', to: '乙地二' } });
		draft.saved(draft.edits());
		expect(draft.edits()).toEqual({});
	});

	it('an ID number fills what is empty and offers where something else stands', () => {
		const idNumber = ((body: string) => body + checkCharacter(body))('99000120040229003');
		const draft = draftOf({ ...stored, birthDate: '2004-02-28' });
		draft.type('idNumber', idNumber);
		expect(draft.edits().gender).toEqual({ from: '', to: '1' });
		expect(draft.edits().birthDate).toBeUndefined();
		const { offer } = draft.state(field('birthDate'));
		expect(offer?.value).toBe('2004-02-29');
		offer?.take();
		expect(draft.member.birthDate).toBe('2004-02-29');
	});
});

describe('each tab saves by itself', () => {
	it('保存 of one tab takes what is typed there, and an error typed elsewhere is no obstacle', () => {
		const draft = new MemberDraft({
			stored: () => stored,
			context: () => aloneContext('2026-11-24'),
			tab: () => 'joining'
		});
		draft.type('name', '');
		draft.type('introducers', '李军、王芳');
		draft.type('joinDate', '2019-06-30');
		expect(draft.settleAll()).toBe(true);
		expect(Object.keys(draft.edits()).sort()).toEqual(['introducers', 'joinDate']);
		draft.saved(draft.edits());
		expect(draft.changed).toContain('name');
	});

	it('a reason that was withdrawn is offered where its field is empty again', () => {
		const member = { ...stored, formerReasons: { joinAgeReason: '党委已审核' } };
		const draft = draftOf(member);
		draft.state(field('joinAgeReason')).offer?.take();
		expect(draft.edits()).toEqual({ joinAgeReason: { from: '', to: '党委已审核' } });
		expect(draft.state(field('joinAgeReason')).offer).toBeUndefined();
	});
});
