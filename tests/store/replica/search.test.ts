import { afterEach, expect, test } from 'vitest';
import { editMember } from '#domain/mutations/member/edit-member';
import { search, setInitials } from '#store/replica/search';
import {
	aMember,
	branch,
	Device,
	faculty,
	memberRow,
	otherBranch,
	aReply
} from '../../support/device';

const people = [
	aMember('曾国强', { idNumber: '990001199001010014' }),
	aMember('单雄信', { idNumber: '99000119900101003X' }),
	aMember('阿依古丽·买买提', { idNumber: '990001199001010057', branchId: otherBranch.id }),
	aMember('撤回人', { idNumber: '990001199001010014', retracted: '1' })
];
const initials: Record<string, string> = { 曾国强: 'ZGQ', 单雄信: 'SXX', 李四: 'LS' };

const open: Device[] = [];
afterEach(() => open.splice(0).forEach((one) => one.close()));
async function device(members = people): Promise<Device> {
	const one = await Device.loaded(members);
	open.push(one);
	return one;
}
const namesOf = (...asked: Parameters<typeof search>) => search(...asked).map(({ name }) => name);

test('by a part of the name, blanks and case aside; withdrawn records are never found', async () => {
	const { replica } = await device();
	expect(namesOf(replica, '国强')).toEqual(['曾国强']);
	expect(namesOf(replica, ' 古 丽· ')).toEqual(['阿依古丽·买买提']);
	expect(namesOf(replica, '撤回')).toEqual([]);
	expect(namesOf(replica, '')).toHaveLength(3);
	expect(namesOf(replica, '%')).toEqual([]);
});

test('by the last three digits or more, X counted, and never by the middle', async () => {
	const { replica } = await device();
	expect(namesOf(replica, '014')).toEqual(['曾国强']);
	expect(namesOf(replica, '03x')).toEqual(['单雄信']);
	expect(namesOf(replica, '990001199001010057')).toEqual(['阿依古丽·买买提']);
	expect(namesOf(replica, '14')).toEqual([]);
	expect(namesOf(replica, '9001')).toEqual([]);
});

test('by pinyin initials once they are known, and names follow an edit', async () => {
	const { replica } = await device();
	expect(namesOf(replica, 'zgq')).toEqual([]);
	setInitials((name) => initials[name] ?? '');
	expect(namesOf(replica, 'zg')).toEqual(['曾国强']);
	expect(namesOf(replica, 'SXX')).toEqual(['单雄信']);
	const edits = { name: { from: '曾国强', to: '李四' }, ethnicity: { from: '', to: '01' } };
	expect((await replica.mutate(editMember, { id: people[0]!.id, edits })).ok).toBe(true);
	expect(namesOf(replica, 'zgq')).toEqual([]);
	expect(namesOf(replica, 'ls')).toEqual(['李四']);
});

test('within an organisation’s subtree', async () => {
	const { replica } = await device();
	expect(namesOf(replica, '', { orgId: branch.id })).toHaveLength(2);
	expect(namesOf(replica, '', { orgId: otherBranch.id })).toEqual(['阿依古丽·买买提']);
	expect(namesOf(replica, '', { orgId: faculty.id })).toHaveLength(3);
});

test('a removed row leaves the index', async () => {
	const { replica } = await device();
	expect(namesOf(replica, '国强')).toHaveLength(1);
	await replica.applyReply(aReply({ rows: [['member', people[0]!.id, 5, null]], cursor: 5 }));
	expect(namesOf(replica, '国强')).toEqual([]);
	await replica.applyReply(aReply({ rows: [memberRow(people[0]!, 6)], cursor: 6 }));
	expect(namesOf(replica, '国强')).toEqual(['曾国强']);
});
