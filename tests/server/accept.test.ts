import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Conflict } from '#domain/model/member/conflict';
import type { Change } from '#domain/protocol/change';
import { defineMutation, type Mutation } from '#domain/mutations/mutation';
import { limits } from '#domain/protocol/protocol';
import { mutations } from '#domain/mutations/registry';
import { acceptAll } from '#server/sync/accept';
import { z } from 'zod';
import { admission, aMember, branch, otherBranch, root, uuid } from '../support/device';
import { aServer, type TestServer } from '../support/server';

let server: TestServer;
beforeEach(async () => {
	server = await aServer();
});
afterEach(() => server.close());

const secretary = () => server.secretary(branch);
let serial = 0;

function change(name: string, args: Change['args'], id = uuid(`c${++serial}`)): Change {
	return { id, name, args, at: '2026-11-24T06:00:00.000Z' };
}
const admit = (n: number, id?: string) => change('member.admit', admission(n), id);
const edit = (member: string, from: string, to: string, id?: string) =>
	change('member.edit', { id: uuid(member), edits: { currentAddress: { from, to } } }, id);

async function addressOf(member: string): Promise<unknown> {
	const rows = await server.pullAll(secretary());
	return rows.find(([, id]) => id === uuid(member))?.[3]?.['currentAddress'];
}
const logged = () => server.app.db.selectFrom('change_log').selectAll().orderBy('seq').execute();

test('[S-2] a change sent again changes nothing and gets its first verdict', async () => {
	const sent = admit(1);
	const [first] = (await server.push(secretary(), sent)).verdicts;
	const clock = await server.clock();
	const lines = (await logged()).length;
	for (let n = 0; n < 3; n++) {
		expect((await server.push(secretary(), sent)).verdicts).toEqual([first]);
	}
	await server.reopen();
	expect(
		(await server.push(secretary(), { ...sent, at: '2027-01-01T00:00:00Z' })).verdicts
	).toEqual([first]);
	expect(await server.clock()).toBe(clock);
	expect(await logged()).toHaveLength(lines);
});

test('[S-2] a refused change keeps its verdict too', async () => {
	const sent = change('member.admit', admission(1, { branchId: otherBranch.id }));
	const [first] = (await server.push(secretary(), sent)).verdicts;
	expect(first).toMatchObject({ verdict: 'refused', problem: { code: 'record.missing' } });
	expect((await server.push(secretary(), sent)).verdicts).toEqual([first]);
});

test('[S-2] the same batch in parallel applies once', async () => {
	const batch = Array.from({ length: 20 }, (_, n) => admit(n));
	const before = await server.clock();
	const replies = await Promise.all(
		Array.from({ length: 8 }, () => server.push(secretary(), ...batch))
	);
	for (const { verdicts } of replies) expect(verdicts).toEqual(replies[0]!.verdicts);
	expect(replies[0]!.verdicts.map(({ clock }) => clock)).toEqual(
		batch.map((_, n) => before + 1 + n)
	);
	expect(await server.clock()).toBe(before + 20);
});

test('[S-2] twice in one batch counts once', async () => {
	const sent = admit(1);
	const { verdicts } = await server.push(secretary(), sent, sent);
	expect(verdicts[1]).toEqual(verdicts[0]);
});

test('[S-2] an id that already means something else is refused and changes nothing', async () => {
	await server.push(secretary(), admit(1), edit('new1', '', '一号楼', uuid('used')));
	const clock = await server.clock();
	const { verdicts } = await server.push(
		secretary(),
		edit('new1', '一号楼', '二号楼', uuid('used'))
	);
	expect(verdicts[0]).toMatchObject({ verdict: 'refused', problem: { code: 'change.reused' } });
	expect(await addressOf('new1')).toBe('一号楼');
	expect(await server.clock()).toBe(clock);
});

test('[S-2] [S-17] a stranger who was refused cannot spoil an id for its author', async () => {
	const sent = admit(1);
	const stranger = server.secretary(otherBranch);
	expect((await server.push(stranger, sent)).verdicts[0]?.verdict).toBe('refused');
	expect((await server.push(secretary(), sent)).verdicts[0]?.verdict).toBe('applied');
	expect((await server.push(server.organiser(root), sent)).verdicts[0]?.verdict).toBe('applied');
	// His own verdict stays, whatever became of the change elsewhere.
	expect((await server.push(stranger, sent)).verdicts[0]?.verdict).toBe('refused');
});

test('[S-3] every accepted change ticks the clock once, in the order of arrival', async () => {
	const before = await server.clock();
	const { verdicts } = await server.push(
		secretary(),
		admit(1),
		admit(1),
		edit('new1', '', 'a'),
		edit('nobody', '', 'b'),
		edit('new1', 'a', 'c')
	);
	expect(verdicts.map(({ clock }) => clock)).toEqual([
		before + 1,
		undefined,
		before + 2,
		undefined,
		before + 3
	]);
	expect(await addressOf('new1')).toBe('c');
});

test('[S-3] changes that arrive in another order are judged in that order', async () => {
	await server.put(['member', aMember('m1', { currentAddress: '' })]);
	const first = edit('m1', '', '先');
	const second = edit('m1', '先', '后');
	await server.push(secretary(), second);
	await server.push(secretary(), first);
	// A contact field: the later arrival shows, the other is kept beside it (S-4).
	expect(await addressOf('m1')).toBe('先');
	const rows = await server.pullAll(secretary());
	const conflicts = rows
		.filter(([table]) => table === 'member')
		.flatMap(([, , , row]) => (row?.['conflicts'] ?? []) as Conflict[]);
	expect(conflicts.map(({ other }) => other.value)).toContain('后');
});

test('[S-10] one bad change blocks neither the others nor the pull', async () => {
	const huge = { id: uuid('new9'), text: 'x'.repeat(limits.changeBytes) };
	let deep: unknown = 'x';
	for (let n = 0; n < 5000; n++) deep = [deep];
	const { verdicts, rows } = await server.push(
		secretary(),
		admit(1),
		change('member.teleport', {}),
		change('member.edit', { id: 'not an id' }),
		change('member.edit', JSON.parse('{"__proto__":{"x":1},"id":1}') as Change['args']),
		change('member.edit', huge),
		change('member.edit', { deep }),
		{ ...admit(2), at: 'yesterday' },
		change('member.admit', admission(3, { branchId: otherBranch.id })),
		admit(4)
	);
	const codes = verdicts.map((verdict) => verdict.problem?.code ?? verdict.verdict);
	expect(codes).toEqual([
		'applied',
		'mutation.unknown',
		'input.invalid',
		'input.invalid',
		'change.too-large',
		'input.invalid',
		'input.invalid',
		'record.missing',
		'applied'
	]);
	expect(rows.filter(([table]) => table === 'member')).toHaveLength(2);
});

test('[S-10] a defect of ours judges nothing: that change waits, the others go on', async () => {
	const broken = defineMutation({
		name: 'test.broken',
		args: z.strictObject({}),
		async run(tx) {
			tx.put('member', aMember('ghost'));
			throw new TypeError('a defect');
		}
	}) as unknown as Mutation;
	const registry = new Map([...mutations, [broken.name, broken]]);
	const at = new Date().toISOString();
	const batch = [admit(1), change('test.broken', {}), admit(2)];
	const { verdicts, defects } = await server.app.db
		.transaction()
		.execute((trx) => acceptAll(trx, server.principal(secretary()), batch, at, registry));
	expect(verdicts.map(({ id }) => id)).toEqual([batch[0]!.id, batch[2]!.id]);
	expect(defects).toHaveLength(1);
	const rows = await server.pullAll(secretary());
	expect(rows.map(([, id]) => id)).not.toContain(uuid('ghost'));
});

test('[S-11] an unknown mutation is refused by its name', async () => {
	const { verdicts } = await server.push(secretary(), change('member.teleport', {}));
	expect(verdicts[0]?.problem).toEqual({ code: 'mutation.unknown', name: 'member.teleport' });
});

test('[S-11] fields this server does not know survive an edit', async () => {
	const row = { ...aMember('m1', { currentAddress: '' }), favouriteColour: '红' };
	await server.put(['member', row]);
	await server.push(secretary(), edit('m1', '', '一号楼'));
	const rows = await server.pullAll(secretary());
	expect(rows.find(([, id]) => id === uuid('m1'))?.[3]).toMatchObject({
		currentAddress: '一号楼',
		favouriteColour: '红'
	});
});

test('[S-17] who acts comes from the session; a foreign branch stays untouched', async () => {
	await server.put(['member', aMember('m1', { currentAddress: '原' })]);
	const stranger = server.secretary(otherBranch);
	const { verdicts } = await server.push(
		stranger,
		edit('m1', '原', '改'),
		change('member.edit', { id: uuid('m1'), edits: {}, actor: { orgId: branch.id } }),
		change('org.add', { ...admissionOfOrg(), parentId: otherBranch.id })
	);
	expect(verdicts.map(({ problem }) => problem?.code)).toEqual([
		'record.missing',
		'input.invalid',
		'action.forbidden'
	]);
	expect(await addressOf('m1')).toBe('原');
	const line = (await logged()).at(-1);
	expect(line).toMatchObject({ account: stranger, device: server.principal(stranger).device });
});

function admissionOfOrg() {
	return {
		id: uuid('o9'),
		code: '990000000099',
		type: '631',
		fullName: '示例新支部',
		shortName: '新支部'
	};
}

test('[S-1] op, row, sight and log commit together or not at all', async () => {
	const before = { clock: await server.clock(), lines: (await logged()).length };
	const broken = server.app.db.transaction().execute(async (trx) => {
		await acceptAll(trx, server.principal(secretary()), [admit(1)], new Date().toISOString());
		throw new Error('the machine dies before the commit');
	});
	await expect(broken).rejects.toThrow('dies');
	expect(await server.clock()).toBe(before.clock);
	expect(await logged()).toHaveLength(before.lines);
	const rows = await server.pullAll(secretary());
	expect(rows.filter(([table]) => table === 'member')).toEqual([]);
});
