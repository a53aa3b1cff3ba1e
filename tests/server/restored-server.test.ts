import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { admitMember } from '#domain/mutations/member/admit-member';
import { editMember } from '#domain/mutations/member/edit-member';
import { restore } from '#server/backup/restore';
import { writeBackup } from '#server/backup/write-backup';
import { verifyLog } from '#server/sync/verify-log';
import { admission, branch, uuid, type Device } from '../support/device';
import { aPhone, round } from '../support/rounds';
import { aServer, type TestServer } from '../support/server';

const EACH = 25;

/** One change per member: an admission for even numbers, then an edit of him. */
async function make({ replica }: Device, first: number): Promise<string[]> {
	const ids: string[] = [];
	for (let n = first; ids.length < EACH; n++) {
		const { id, values } = admission(n);
		const admitted = await replica.mutate(admitMember, { id, values, imported: true });
		if (!admitted.ok) throw new Error(admitted.problem.code);
		ids.push(admitted.value);
		if (ids.length === EACH) break;
		const edits = { currentAddress: { from: '', to: `示例路${n}号` } };
		const edited = await replica.mutate(editMember, { id, edits });
		if (!edited.ok) throw new Error(edited.problem.code);
		ids.push(edited.value);
	}
	return ids;
}

const rowsOf = async (server: TestServer) => {
	const rows = await server.pullAll(server.secretary(branch));
	// A restored server gives receipts anew: the numbers are its own, what was done is not.
	const bare = (row: unknown): Record<string, unknown> =>
		JSON.parse(
			JSON.stringify(row, (key, value: unknown) => (key === 'receipt' ? undefined : value))
		);
	return new Map(rows.map(([table, id, , row]) => [`${table}/${id}`, bare(row)]));
};

test.each(['before', 'after'])(
	'[S-14] a server restored to before 50 acknowledged changes has each of them once again (fold %s)',
	async (fold) => {
		const folder = mkdtempSync(join(tmpdir(), 'branchbook-restored-'));
		const server = await aServer();
		const phones = [await aPhone(server, 'p1'), await aPhone(server, 'p2')];
		await server.push(server.secretary(branch), {
			id: uuid('early'),
			name: 'member.admit',
			args: admission(500),
			at: '2026-11-24T06:00:00Z'
		});
		for (const phone of phones) await round(server, phone);
		await writeBackup(server.app.db, join(folder, 'a.backup'), new Date());

		const made = [...(await make(phones[0]!, 0)), ...(await make(phones[1]!, 100))];
		for (const phone of [...phones, ...phones]) await round(server, phone);
		for (const { replica } of phones) expect(replica.outbox()).toEqual([]);
		const before = await rowsOf(server);
		if (fold === 'before') for (const { replica } of phones) await replica.fold();
		else for (const phone of phones) await phone.restart();

		await restore(server.app.db, join(folder, 'a.backup'), { replace: true, now: new Date() });
		expect((await rowsOf(server)).size).toBeLessThan(before.size);
		for (const phone of phones) await round(server, phone);

		const log = await server.app.db.selectFrom('change_log').select('change_id').execute();
		const counted = made.map((id) => log.filter(({ change_id }) => change_id === id).length);
		expect(counted).toEqual(made.map(() => 1));
		expect(await rowsOf(server)).toEqual(before);
		expect(await verifyLog(server.app.db, () => undefined)).toBe(true);
		// The first phone has yet to hear of what the second one brought back.
		await round(server, phones[0]!);
		const clock = await server.clock();
		for (const { replica } of phones) {
			const { cursor, whole, total, loaded } = replica.progress;
			expect({ cursor, whole, loaded }).toEqual({ cursor: clock, whole: true, loaded: total });
			expect(replica.outbox()).toEqual([]);
			expect(replica.decisions().conflicts).toEqual([]);
			for (const member of replica.members()) {
				expect({ ...before.get(`member/${member.id}`) }).toMatchObject({ name: member.name });
			}
			expect(replica.members()).toHaveLength(27);
		}
		for (const phone of phones) phone.close();
		await server.close();
		rmSync(folder, { recursive: true, force: true });
	}
);
