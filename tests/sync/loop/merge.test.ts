import fc from 'fast-check';
import { afterEach, expect, test } from 'vitest';
import { admitMember } from '#domain/mutations/member/admit-member';
import { editMember } from '#domain/mutations/member/edit-member';
import type { FieldKey } from '#domain/model/member/fields';
import type { Member } from '#domain/model/member/member';
import { mergeChoice } from '#domain/mutations/member/merge-choice';
import { mergeMember } from '#domain/mutations/member/merge-member';
import { putEntry } from '#domain/mutations/member/put-entry';
import { unmergeMember } from '#domain/mutations/member/unmerge-member';
import type { Replica } from '#store/replica/replica';
import { admission, branch, otherBranch, root, uuid, type Device } from '../../support/device';
import { Phones } from '../../support/phones';
import { soundMember } from '../../support/sound-member';

const [a, b] = [uuid('ma'), uuid('mb')];
let phones: Phones | undefined;
afterEach(() => phones?.close());

function merge({ replica }: Device, into: string, from: string, taken: readonly FieldKey[] = []) {
	const [mine, theirs] = [replica.member(into)!, replica.member(from)!];
	return replica.mutate(mergeMember, mergeChoice(mine, theirs, taken));
}

const rulesOn = (replica: Replica) =>
	replica.members().flatMap((member) => replica.summary(member).findings.map(({ rule }) => rule));

test('[S-12] two phones 补录 the same person offline; one merges, and no device shows ID-07 any more', async () => {
	phones = await Phones.with([]);
	const one = await phones.phone('u', branch, '甲机');
	const two = await phones.phone('u', branch, '乙机');
	const admitted = admission(1, { mobile: '16400000001' });
	await one.replica.mutate(admitMember, { ...admitted, id: a });
	await two.replica.mutate(admitMember, {
		...admitted,
		id: b,
		values: { ...admitted.values, mobile: '16400000002' }
	});
	await phones.syncAll();
	for (const { replica } of [one, two]) expect(rulesOn(replica)).toContain('ID-07');

	// The second phone is away and goes on with the record that gives way.
	const late = { id: b, edits: { remark: { from: '', to: '晚到的一句' } } };
	await two.replica.mutate(editMember, late);
	expect(await merge(one, a, b, ['mobile'])).toMatchObject({ ok: true });
	expect(rulesOn(one.replica)).not.toContain('ID-07');
	await phones.syncAll();
	for (const { replica } of [one, two]) {
		expect(rulesOn(replica)).not.toContain('ID-07');
		expect(replica.members().map(({ id }) => id)).toEqual([a]);
		expect(replica.member(a)).toMatchObject({
			mobile: '16400000002',
			proposals: [{ record: b, edits: { remark: { to: '晚到的一句' } } }]
		});
		expect(replica.member(b)!.merged!.into).toBe(a);
		expect(replica.outbox()).toEqual([]);
	}
});

test('[S-7] a committee merges two branches’ records; the branch that lost its own keeps the name and where to', async () => {
	phones = await Phones.with([
		soundMember({ id: a, branchId: branch.id }),
		soundMember({ id: b, branchId: otherBranch.id })
	]);
	const desk = await phones.phone('a', root, '校党委电脑');
	const lost = await phones.phone('u', otherBranch, '原支部手机');
	const holds = await phones.phone('u', branch, '支部手机');
	await lost.replica.mutate(editMember, { id: b, edits: { remark: { from: '', to: '未发' } } });
	expect(await merge(desk, a, b)).toMatchObject({ ok: true });
	await phones.sync(desk);
	await phones.syncAll();
	expect(lost.replica.member(b)).toBeUndefined();
	expect(lost.replica.departures()).toMatchObject([
		{ merged: true, toName: branch.shortName, late: [{ outcome: 'waiting' }] }
	]);
	expect(holds.replica.decisions().proposals).toMatchObject([
		{ one: { edits: { remark: { to: '未发' } } } }
	]);
	expect(holds.replica.member(b)!.trail.at(-1)!.kind).toBe('merged-away');
});

/** What the two people do while they do not hear of each other. */
const deeds = ['merge', 'merge-back', 'edit-a', 'edit-b', 'row-b', 'undo', 'sync'] as const;
type Deed = (typeof deeds)[number];

async function act(device: Device, deed: Deed, said: string, taken: readonly FieldKey[]) {
	const { replica } = device;
	const edits = (id: string) => ({ remark: { from: replica.member(id)?.remark ?? '', to: said } });
	switch (deed) {
		case 'merge':
			return merge(device, a, b, taken);
		case 'merge-back':
			return merge(device, b, a, taken);
		case 'edit-a':
			return replica.mutate(editMember, { id: a, edits: edits(a) });
		case 'edit-b':
			return replica.mutate(editMember, { id: b, edits: edits(b) });
		case 'row-b': {
			const values = { honour: '51', approvedOn: '2020-06-01', approvedBy: said };
			const row = Object.fromEntries(
				Object.entries(values).map(([key, to]) => [key, { from: '', to }])
			);
			return replica.mutate(putEntry, {
				memberId: b,
				list: 'rewards',
				entryId: crypto.randomUUID(),
				edits: row
			});
		}
		case 'undo': {
			const gone = [a, b].find((id) => replica.member(id)?.merged);
			return gone ? replica.mutate(unmergeMember, { id: gone }) : undefined;
		}
		case 'sync':
			return void (await phones!.sync(device));
	}
}

test('[S-4] whatever two phones merge, edit and undo, in whichever order it arrives: they agree and nothing is lost', async () => {
	const step = fc.record({
		who: fc.nat(1),
		deed: fc.constantFrom(...deeds),
		takes: fc.boolean()
	});
	const plan = fc.tuple(fc.array(step, { minLength: 2, maxLength: 9 }), fc.boolean());
	await fc.assert(
		fc.asyncProperty(plan, async ([steps, isReversed]) => {
			const world = await Phones.with([
				soundMember({ id: a, branchId: branch.id, remark: '甲说' }),
				soundMember({ id: b, branchId: branch.id, remark: '乙说', name: '张炜' })
			]);
			phones = world;
			try {
				const both = [
					await world.phone('u', branch, '甲机'),
					await world.phone('u', branch, '乙机')
				];
				const said: string[] = ['甲说', '乙说'];
				for (const [n, { who, deed, takes }] of steps.entries()) {
					const text = `第${n}句`;
					const done = await act(both[who]!, deed, text, takes ? ['remark', 'name'] : []);
					if (done?.ok && ['edit-a', 'edit-b', 'row-b'].includes(deed)) said.push(text);
				}
				for (const device of isReversed ? both.toReversed() : both) await world.sync(device);
				await world.syncAll();
				await world.syncAll();
				const [one, two] = both.map(({ replica }) => replica);
				for (const id of [a, b]) {
					expect(one!.member(id)).toEqual(await world.stored('member', id));
					expect(two!.member(id)).toEqual(one!.member(id));
				}
				const held = [one!.member(a)!, one!.member(b)!].filter(({ merged }) => !merged);
				expect(held.length).toBeGreaterThan(0);
				expect(
					one!
						.members()
						.map(({ id }) => id)
						.sort()
				).toEqual(held.map(({ id }) => id));
				const kept = JSON.stringify([
					one!.everyMember().map(withoutCopy),
					...both.map(({ replica }) => replica.outbox())
				]);
				for (const text of said) expect(kept).toContain(text);
			} finally {
				await world.close();
				phones = undefined;
			}
		}),
		{ numRuns: 40 }
	);
}, 120_000);

/** The copy that 撤销 needs is no place where anybody would find a value. */
function withoutCopy(member: Member): object {
	const { merged, ...rest } = member;
	return { ...rest, into: merged?.into };
}
