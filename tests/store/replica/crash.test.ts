import type { DBCore, DBCoreMutateRequest } from 'dexie';
import { afterEach, expect, test } from 'vitest';
import { editMember } from '#domain/mutations/member/edit-member';
import type { BranchStore } from '#store/disk/db';
import { aMember, aReply, applied, Device, memberRow } from '../../support/device';

const open: Device[] = [];
afterEach(() => open.splice(0).forEach((one) => one.close()));

const wang = aMember('王一', { remark: '旧' });
const edit = { id: wang.id, edits: { remark: { from: '旧', to: '新' } } };

async function loaded(): Promise<Device> {
	const device = await Device.loaded([wang]);
	open.push(device);
	return device;
}

/** Makes writes of the database fail: `when` says which, before or after they were carried out. */
function breakWrites(
	db: BranchStore,
	when: (n: number) => 'before' | 'after' | undefined,
	name: string
): void {
	let n = 0;
	db.use({
		stack: 'dbcore',
		create: (down: DBCore): Partial<DBCore> => ({
			...down,
			table(table) {
				const inner = down.table(table);
				return {
					...inner,
					async mutate(request: DBCoreMutateRequest) {
						const moment = when(n++);
						if (moment === 'before') throw new DOMException('planted', name);
						const result = await inner.mutate(request);
						if (moment === 'after') throw new DOMException('planted', name);
						return result;
					}
				};
			}
		})
	});
}

/** A device whose database breaks as said, opened anew so that the break is in place. */
async function broken(when: (n: number) => 'before' | 'after' | undefined, name: string) {
	const device = await loaded();
	device.db.close();
	breakWrites(device.db, when, name);
	await device.db.open();
	return device;
}

const moments = ['before', 'after'] as const;

test.each(moments)(
	'[S-1] a save whose journal line fails %s it is written leaves nothing',
	async (moment) => {
		const device = await broken(() => moment, 'QuotaExceededError');
		const made = await device.replica.mutate(editMember, edit);
		expect(made).toEqual({ ok: false, problem: { code: 'storage.full' } });
		for (const replica of [device.replica, await device.restart()]) {
			expect(replica.member(wang.id)?.remark).toBe('旧');
			expect(replica.outbox()).toEqual([]);
		}
	}
);

const steps = moments.flatMap((moment) => [
	{ moment, step: 0, name: 'the state' },
	{ moment, step: 1, name: 'the journal line' }
]);

test.each(steps)(
	'[S-1] a reply that fails $moment $name leaves rows, verdicts and cursor together',
	async ({ moment, step }) => {
		const device = await loaded();
		await device.replica.mutate(editMember, edit);
		const id = device.replica.pending(1)[0]!.id;
		device.db.close();
		breakWrites(device.db, (n) => (n >= step ? moment : undefined), 'QuotaExceededError');
		await device.db.open();
		const row = { ...wang, remark: '新', major: '物理', touchedBy: id };
		const reply = aReply({ verdicts: [applied(id, 3)], rows: [memberRow(row, 3)], cursor: 3 });
		const taken = await device.replica.applyReply(reply);
		expect(taken).toEqual({ ok: false, problem: { code: 'storage.full' } });
		for (const replica of [device.replica, await device.restart()]) {
			expect(replica.progress.cursor).toBe(2);
			expect(replica.outbox().length).toBe(1);
			expect(replica.member(wang.id)).toMatchObject({ remark: '新', major: '' });
		}
		expect((await device.replica.applyReply(reply)).ok).toBe(true);
		expect(device.replica.member(wang.id)).toEqual(row);
	}
);

test.each(Array.from({ length: 24 }, (_, ticks) => ticks))(
	'[S-1] [V-6] the page dies %i ticks into a save: told means kept, and never half of it',
	async (ticks) => {
		const device = await loaded();
		let told = false;
		const saving = device.replica.mutate(editMember, edit).then((made) => (told = made.ok));
		for (let tick = 0; tick < ticks; tick++) await new Promise((next) => setImmediate(next));
		const toldBefore = told;
		const replica = await device.restart();
		expect(replica.outbox().length).toBe(replica.member(wang.id)?.remark === '新' ? 1 : 0);
		if (toldBefore) expect(replica.outbox().length).toBe(1);
		await saving;
	}
);

test('a lost connection is opened once more, and the same unit writes once', async () => {
	const device = await broken((n) => (n === 0 ? 'before' : undefined), 'UnknownError');
	expect((await device.replica.mutate(editMember, edit)).ok).toBe(true);
	expect((await device.restart()).outbox().length).toBe(1);
});

test('a connection that stays lost is told, and nothing is written', async () => {
	const device = await broken(() => 'before', 'UnknownError');
	const made = await device.replica.mutate(editMember, edit);
	expect(made).toEqual({ ok: false, problem: { code: 'storage.lost' } });
	expect((await device.restart()).outbox()).toEqual([]);
});
