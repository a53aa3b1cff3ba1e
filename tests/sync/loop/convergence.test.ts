import fc from 'fast-check';
import { expect, test } from 'vitest';
import { admitMember } from '#domain/mutations/member/admit-member';
import { editMember } from '#domain/mutations/member/edit-member';
import { reopenConflict } from '#domain/mutations/member/reopen-conflict';
import { settleConflict } from '#domain/mutations/member/settle-conflict';
import type { Member } from '#domain/model/member/member';
import { admission, uuid, type Device } from '../../support/device';
import { faults, World, type Fault } from '../../support/world';

interface Edit {
	do: 'edit';
	device: number;
	member: number;
	field: 'remark' | 'name';
	value: string;
}
type Step =
	| Edit
	| { do: 'admit'; device: number; member: number }
	| { do: 'sync'; device: number; fault: Fault }
	| { do: 'settle'; device: number; choice: 'keep' | 'take' }
	| { do: 'reopen'; device: number }
	| { do: 'restart'; device: number }
	| { do: 'fold'; device: number }
	| { do: 'arrive' };

const RUNS = Number(process.env['RUNS'] ?? 60);
const device = fc.nat(2);
const member = fc.nat(3);
const step: fc.Arbitrary<Step> = fc.oneof(
	{ weight: 2, arbitrary: fc.record({ do: fc.constant('admit' as const), device, member }) },
	{
		weight: 5,
		arbitrary: fc.record({
			do: fc.constant('edit' as const),
			device,
			member,
			field: fc.constantFrom('remark' as const, 'name' as const),
			value: fc.constantFrom('甲甲', '乙乙', '丙丙', '丁丁')
		})
	},
	{
		weight: 4,
		arbitrary: fc.record({
			do: fc.constant('sync' as const),
			device,
			fault: fc.constantFrom(...faults)
		})
	},
	{
		weight: 2,
		arbitrary: fc.oneof(
			fc.record({ do: fc.constant('restart' as const), device }),
			fc.record({ do: fc.constant('fold' as const), device })
		)
	},
	{
		weight: 2,
		arbitrary: fc.oneof(
			fc.record({
				do: fc.constant('settle' as const),
				device,
				choice: fc.constantFrom('keep' as const, 'take' as const)
			}),
			fc.record({ do: fc.constant('reopen' as const), device })
		)
	},
	{ weight: 1, arbitrary: fc.record({ do: fc.constant('arrive' as const) }) }
);

/** Every value a person saved, with the change it went into. */
type Saved = Map<string, { member: string; field: string; value: string }>;

async function take(world: World, step: Step, saved: Saved): Promise<void> {
	if (step.do === 'arrive') return world.arrive();
	const one = world.devices[step.device % world.devices.length]!;
	if (step.do === 'restart') await one.restart();
	else if (step.do === 'fold') {
		expect((await one.replica.fold()).ok).toBe(true);
	} else if (step.do === 'edit') await edit(one, step, saved);
	else if (step.do === 'settle') await settle(one, step.choice);
	else if (step.do === 'reopen') await reopen(one);
	else if (step.do === 'sync') await world.sync(one, step.fault);
	else await one.replica.mutate(admitMember, admission(step.member));
}

async function settle({ replica }: Device, choice: 'keep' | 'take'): Promise<void> {
	const open = replica.decisions().conflicts[0];
	if (!open) return;
	const { member, one } = open;
	const saw = member[one.field as 'remark' | 'name'];
	const args = { memberId: member.id, conflictId: one.id, choice, saw };
	expect((await replica.mutate(settleConflict, args)).ok).toBe(true);
}

async function reopen({ replica }: Device): Promise<void> {
	const [settled] = replica.decisions().settled;
	if (!settled) return;
	const args = { memberId: settled.member.id, conflictId: settled.one.id };
	expect((await replica.mutate(reopenConflict, args)).ok).toBe(true);
}

async function edit(one: Device, step: Edit, saved: Saved): Promise<void> {
	const id = uuid(`new${step.member}`);
	const from = one.replica.member(id)?.[step.field];
	if (from === undefined || from === step.value) return;
	const made = await one.replica.mutate(editMember, {
		id,
		edits: { [step.field]: { from, to: step.value } }
	});
	expect(made.ok).toBe(true);
	if (made.ok) saved.set(made.value, { member: id, field: step.field, value: step.value });
}

/** A value that was taken once stands in the record’s trail for good, whatever became of it (S-4). */
function isFindable(
	members: readonly Member[],
	{ member: id, field, value }: { member: string; field: string; value: string }
): boolean {
	const trail = members.find((one) => one.id === id)?.trail ?? [];
	return trail.some(
		({ edits, aside }) => edits[field]?.includes(value) || aside?.[field] === value
	);
}

/** Server and devices agree, nothing is applied twice, and no saved value is nowhere. */
function check(world: World, saved: Saved): void {
	const { server } = world;
	expect(new Set(server.log).size).toBe(server.log.length);
	const truth = (table: string) =>
		[...server.rows.values()]
			.filter((held) => held.table === table)
			.map(({ row }) => row)
			.sort((a, b) => (a.id < b.id ? -1 : 1));
	for (const { replica } of world.devices) {
		const sorted = (rows: readonly { id: string }[]) =>
			[...rows].sort((a, b) => (a.id < b.id ? -1 : 1));
		expect(sorted(replica.everyMember())).toEqual(truth('member'));
		expect(replica.progress.whole).toBe(true);
	}
	const refused = new Set(
		world.devices.flatMap(({ replica }) => replica.outbox().map((one) => one.change.id))
	);
	for (const [id, value] of saved) {
		if (refused.has(id)) continue;
		expect(server.verdicts.get(id)?.verdict).toBe('applied');
		expect(isFindable(truth('member') as Member[], value)).toBe(true);
	}
}

test('[S-2] [S-8] [S-10] [S-11] whatever the network and the devices do, everybody ends up equal and no saved value is lost', async () => {
	let applied = 0;
	await fc.assert(
		fc.asyncProperty(
			fc.integer({ min: 2, max: 3 }),
			fc.array(step, { maxLength: 40, size: 'max' }),
			async (count, steps) => {
				const world = await World.with(count);
				try {
					const saved: Saved = new Map();
					for (const one of steps) await take(world, one, saved);
					expect(await world.heal()).toBeLessThanOrEqual(20);
					check(world, saved);
					for (const one of world.devices) await one.restart();
					check(world, saved);
					applied += world.server.log.length;
				} finally {
					world.close();
				}
			}
		),
		{ numRuns: RUNS }
	);
	// The runs did something: a test in which nothing is ever applied proves nothing.
	expect(applied).toBeGreaterThan(RUNS);
});

async function twoDevices(): Promise<{ world: World; a: Device; b: Device; id: string }> {
	const world = await World.with(2);
	const [a, b] = world.devices as [Device, Device];
	await a.replica.mutate(admitMember, admission(1));
	await world.heal();
	return { world, a, b, id: uuid('new1') };
}

test('[S-4] different fields on two devices: both win, on both', async () => {
	const { world, a, b, id } = await twoDevices();
	await a.replica.mutate(editMember, { id, edits: { remark: { from: '', to: '甲' } } });
	await b.replica.mutate(editMember, { id, edits: { major: { from: '', to: '物理' } } });
	await world.heal();
	for (const { replica } of [a, b]) {
		expect(replica.member(id)).toMatchObject({ remark: '甲', major: '物理' });
		expect(replica.decisions().conflicts).toEqual([]);
	}
	world.close();
});

test('[S-4] the same field differently: both authors find both values', async () => {
	const { world, a, b, id } = await twoDevices();
	await a.replica.mutate(editMember, { id, edits: { remark: { from: '', to: '甲' } } });
	await b.replica.mutate(editMember, { id, edits: { remark: { from: '', to: '乙' } } });
	await world.heal();
	for (const { replica } of [a, b]) {
		const conflict = replica.decisions().conflicts[0]?.one;
		const values: Pick<Member, 'remark'> = replica.member(id)!;
		expect([conflict!.kept.value, conflict!.other.value].sort()).toEqual(['乙', '甲'].sort());
		expect(values.remark).toBe(conflict!.kept.value);
	}
	world.close();
});

test('[S-2] a request that arrives once more, much later, changes nothing', async () => {
	const { world, a, b, id } = await twoDevices();
	await a.replica.mutate(editMember, { id, edits: { remark: { from: '', to: '甲' } } });
	await world.sync(a, 'late');
	await world.sync(a);
	await world.sync(b);
	await b.replica.mutate(editMember, { id, edits: { remark: { from: '甲', to: '乙' } } });
	await world.sync(b);
	await world.arrive();
	await world.heal();
	for (const { replica } of [a, b]) expect(replica.member(id)?.remark).toBe('乙');
	expect(world.server.log.length).toBe(3);
	world.close();
});
