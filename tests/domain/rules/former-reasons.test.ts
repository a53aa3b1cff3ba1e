import { expect, test } from 'vitest';
import { editMember } from '#domain/mutations/member/edit-member';
import type { Member } from '#domain/model/member/member';
import { explainedBy } from '#domain/rules/explain';
import { Device, aMember, branch, uuid } from '../../support/device';
import { memberRow, orgRows, aReply } from '../../support/device';
import { firedBy } from '../../support/sound-member';

const id = uuid('m1');

/** A device that holds one member, who joined at eighteen. */
async function deviceWith(values: Partial<Member> = {}): Promise<Device> {
	const device = await Device.new();
	const member = aMember('m1', {
		branchId: branch.id,
		birthDate: '1990-05-06',
		joinDate: '2009-05-05',
		...values
	});
	await device.replica.applyReply(
		aReply({ rows: [...orgRows(), memberRow(member, 2)], cursor: 2 })
	);
	return device;
}

function save(device: Device, key: keyof Member, to: string) {
	const from = String(device.replica.member(id)![key] ?? '');
	const explains = explainedBy(
		{ ...now(device), [key]: to },
		['joinAgeReason'],
		device.replica.context()
	);
	return device.replica.mutate(editMember, {
		id,
		edits: { [key]: { from, to } },
		...(key === 'joinAgeReason' && { explains })
	});
}
const now = (device: Device) => device.replica.member(id)!;
const open = (device: Device) => firedBy(now(device)).includes('JN-04');

test('[JN-04] a reason closes it, a changed date withdraws it, and coming back it is open with the old reason at hand', async () => {
	const device = await deviceWith();
	expect(open(device)).toBe(true);
	await save(device, 'joinAgeReason', '提前入党，已由党委说明');
	expect(open(device)).toBe(false);

	await save(device, 'joinDate', '2009-05-06');
	expect(open(device)).toBe(false);
	expect(now(device).joinAgeReason).toBe('');
	expect(now(device).formerReasons).toEqual({ joinAgeReason: '提前入党，已由党委说明' });

	await save(device, 'joinDate', '2009-05-05');
	expect(open(device)).toBe(true);
	expect(now(device).formerReasons!['joinAgeReason']).toBe('提前入党，已由党委说明');
	device.close();
});

test('[JN-04] another date that still asks keeps the text and asks again; an edit elsewhere touches nothing', async () => {
	const device = await deviceWith();
	await save(device, 'joinAgeReason', '已说明');
	await save(device, 'currentAddress', '学院路1号');
	expect(open(device)).toBe(false);
	await save(device, 'joinDate', '2009-05-04');
	expect(open(device)).toBe(true);
	expect(now(device).joinAgeReason).toBe('已说明');
	expect(now(device).formerReasons).toBeUndefined();
	device.close();
});

test('a reason written in the very save that makes its finding go away is kept as written', async () => {
	const device = await deviceWith();
	await device.replica.mutate(editMember, {
		id,
		edits: {
			joinDate: { from: '2009-05-05', to: '2010-05-05' },
			joinAgeReason: { from: '', to: '刚写的' }
		}
	});
	expect(now(device).joinAgeReason).toBe('刚写的');
	device.close();
});
