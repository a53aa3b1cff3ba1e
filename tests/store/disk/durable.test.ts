import Dexie from 'dexie';
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { expect, test } from 'vitest';
import { durably, storageProblem } from '#store/disk/durable';

/** What a failed write means, however deep Dexie has wrapped the cause. */

const named = (name: string) => new DOMException('', name);

test.each([
	['QuotaExceededError', 'storage.full'],
	['AbortError', 'storage.lost'],
	['InvalidStateError', 'storage.lost'],
	['UnknownError', 'storage.lost']
])(
	'[S-1] %s is %s by itself, as the cause of another error, and among the failures of many records',
	(name, code) => {
		const cause = named(name);
		const wrapped = Object.assign(new Error('x'), { name: 'DexieError', inner: cause });
		const many = new Dexie.BulkError('x', [cause]);
		const both = Object.assign(new Error('x'), { inner: many });
		for (const error of [cause, wrapped, many, both])
			expect(storageProblem(error)).toEqual({ code });
	}
);

test('a defect is no trouble of the storage', () => {
	expect(storageProblem(new TypeError('x'))).toBeUndefined();
	expect(storageProblem(undefined)).toBeUndefined();
});

test('[S-1] many records in a transaction that is aborted once are written by the second run', async () => {
	const indexed = { indexedDB: new IDBFactory(), IDBKeyRange };
	const db = new Dexie('durable', indexed);
	db.version(1).stores({ row: 'id' });
	const table = db.table<{ id: number }>('row');
	await table.bulkPut([{ id: 1 }]);
	let runs = 0;
	const written = await durably(db, () =>
		db.transaction('rw', table, async (transaction) => {
			if (++runs === 1) transaction.idbtrans.abort();
			await table.bulkDelete([1]);
			await table.bulkPut([{ id: 2 }]);
		})
	);
	expect(written).toMatchObject({ ok: true });
	expect(runs).toBe(2);
	expect(await table.toArray()).toEqual([{ id: 2 }]);
	db.close();
});
