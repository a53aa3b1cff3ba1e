import { beforeEach, describe, expect, test } from 'vitest';
import { editMember } from '#domain/mutations/member/edit-member';
import { fieldOf, fields } from '#domain/model/member/fields';
import type { Member, MemberEdits } from '#domain/model/member/member';
import { wayOf, ways, withdrawal, type WayKey } from '#domain/model/member/reduction';
import { reopenConflict } from '#domain/mutations/member/reopen-conflict';
import { settleConflict } from '#domain/mutations/member/settle-conflict';
import { branch, uuid } from '../../../support/device';
import { branchActor, MemoryTx, rootActor } from '../../../support/memory-tx';
import { soundMember } from '../../../support/sound-member';

/** Two who reduce one member at once, each in another way (S-4): one of both stands whole, the other waits whole. */

const id = uuid('m1');
const keys = Object.keys(ways) as WayKey[];
const answers: Partial<Record<string, string>> = { leaveReason: 'L1' };
let tx: MemoryTx;
let serial = 0;

beforeEach(() => {
	tx = new MemoryTx(['member', soundMember({ id, branchId: branch.id })]);
});

const member = (): Member => tx.get('member', id)!;
const conflicts = () => member().conflicts.filter(({ settled }) => !settled);
const values = () => Object.fromEntries(fields.map(({ key }) => [key, member()[key]]));

/** What the form of 党员减少 sends for that way, of the record its author sees. */
function going(way: WayKey, seen: Member): MemberEdits {
	const { status, asks, sets } = wayOf(way);
	const facts = asks.map((fact) => [
		fact,
		answers[fact] ?? (fieldOf(fact).kind === 'date' ? '2026-10-01' : `${way} 的说明`)
	]);
	const to = { ...sets, ...Object.fromEntries(facts), membershipStatus: status };
	return Object.fromEntries(
		Object.entries(to).map(([key, value]) => [key, { from: seen[key as 'name'], to: value }])
	) as MemberEdits;
}

async function edit(edits: MemberEdits, actor = branchActor): Promise<void> {
	const changeId = uuid(`edit${++serial}`);
	expect(await tx.run(editMember, { id, edits }, { actor, changeId })).toBeUndefined();
}

const settle = (choice: 'keep' | 'take') => {
	const { id: conflictId } = conflicts()[0]!;
	const saw = member().membershipStatus;
	return tx.run(settleConflict, { memberId: id, conflictId, choice, saw });
};

/** The values after that way alone, on a record of the same beginning. */
async function alone(edits: MemberEdits): Promise<Record<string, string>> {
	const former = tx;
	tx = new MemoryTx(['member', member()]);
	await edit(edits);
	const after = values();
	tx = former;
	return after;
}

const fromGood = ['deceased', 'left', 'stopped'] as const;
const fromStopped = ['deceased', 'left', 'restored'] as const;
const pairs = [
	...fromGood.flatMap((one) => fromGood.map((other) => ['1', one, other] as const)),
	...fromStopped.flatMap((one) => fromStopped.map((other) => ['2', one, other] as const))
].filter(([, one, other]) => one !== other);

test('the table covers every way', () => {
	expect(new Set(pairs.flatMap(([, one, other]) => [one, other]))).toEqual(new Set(keys));
});

describe.each(pairs)('[S-4] from 党籍状态 %s: %s, and at once %s', (status, one, other) => {
	let before: Record<string, string>;
	let first: Record<string, string>;
	let second: Record<string, string>;

	beforeEach(async () => {
		if (status === '2') await edit(going('stopped', member()));
		const seen = member();
		before = values();
		first = await alone(going(one, seen));
		second = await alone(going(other, seen));
		await edit(going(one, seen), rootActor);
		await edit(going(other, seen));
	});

	test('the first stands whole; the second waits as one conflict, with all it gave', () => {
		expect(values()).toEqual(first);
		expect(conflicts()).toHaveLength(1);
		const { other: aside } = conflicts()[0]!;
		expect(aside.value).toBe(wayOf(other).status);
		for (const fact of wayOf(other).asks) {
			expect(aside.facts?.[fact]).toBe(second[fact]);
		}
		expect(member().trail.at(-1)).toMatchObject({
			edits: {},
			aside: { membershipStatus: aside.value }
		});
	});

	test('保留 leaves it so; 换成 is the second whole; 撤销 brings the first again', async () => {
		expect(await settle('keep')).toBeUndefined();
		expect(values()).toEqual(first);
		const { id: conflictId } = member().conflicts[0]!;
		expect(await tx.run(reopenConflict, { memberId: id, conflictId })).toBeUndefined();
		expect(conflicts()).toHaveLength(1);

		expect(await settle('take')).toBeUndefined();
		expect(values()).toEqual(second);
		expect(conflicts()).toEqual([]);
		expect(await tx.run(reopenConflict, { memberId: id, conflictId })).toBeUndefined();
		expect(values()).toEqual(first);
		expect(conflicts()).toHaveLength(1);
	});

	test.each(['keep', 'take'] as const)(
		'撤销减少 after the decision to %s leaves the record as it was before both',
		async (choice) => {
			expect(await settle(choice)).toBeUndefined();
			await edit(withdrawal(member()));
			expect(values()).toEqual(before);
		}
	);

	test('撤销减少 after the decision was taken back, too', async () => {
		await settle('take');
		const { id: conflictId } = member().conflicts[0]!;
		await tx.run(reopenConflict, { memberId: id, conflictId });
		await edit(withdrawal(member()));
		expect(values()).toEqual(before);
	});
});

test('[S-4] a third who reduces him the same way with another day is kept, too', async () => {
	const seen = member();
	await edit(going('stopped', seen), rootActor);
	await edit(going('deceased', seen));
	const again = going('deceased', seen);
	await edit(again);
	expect(conflicts()).toHaveLength(1);
	await edit({ ...again, leaveDate: { from: '', to: '2026-10-02' } });
	expect(conflicts().map(({ other }) => other.facts?.['leaveDate'])).toEqual([
		'2026-10-01',
		'2026-10-02'
	]);
});

test('[S-4] a fact that somebody corrected since stays when the decision is taken back', async () => {
	const seen = member();
	await edit(going('stopped', seen), rootActor);
	await edit(going('left', seen));
	await settle('take');
	await edit({ leaveDate: { from: '2026-10-01', to: '2026-10-05' } });
	const { id: conflictId } = member().conflicts[0]!;
	await tx.run(reopenConflict, { memberId: id, conflictId });
	expect(member()).toMatchObject({ membershipStatus: '2', leaveDate: '2026-10-05' });
});

test('[S-4] a record from before 党籍状态 existed is reduced whole, without a conflict', async () => {
	const { membershipStatus, ...old } = soundMember({ id, branchId: branch.id });
	void membershipStatus;
	tx = new MemoryTx(['member', old as Member]);
	const going = { membershipStatus: 'deceased', leaveDate: '2026-10-01', leaveType: 'L7' };
	await edit(Object.fromEntries(Object.entries(going).map(([key, to]) => [key, { from: '', to }])));
	expect(member()).toMatchObject(going);
	expect(conflicts()).toEqual([]);
});
