import { afterEach, describe, expect, test, vi } from 'vitest';
import { editMember } from '#domain/mutations/member/edit-member';
import type { RosterReport } from '#domain/features/roster/report';
import { readRoster } from '#domain/features/roster/read-rows';
import { readWorkbook } from '#sheet/read-workbook';
import { campus, Device, idNumber, organiser } from '../support/device';
import { ImportDraft } from '../../src/routes/(desk)/members/import/import-draft';
import { ImportFlow } from '../../src/routes/(desk)/members/import/import-flow.svelte';

/** A file of 250 persons in two branches, one transaction holding 100. */
const ROWS = 250;
const branches = campus.filter((org) => org.type === '631');
const csv = [
	'姓名,公民身份号码,民族,组织关系所在党支部',
	...Array.from({ length: ROWS }, (_, n) =>
		['李四', idNumber(n), '01', branches[n % branches.length]!.code].join(',')
	)
].join('\n');

const devices: Device[] = [];
afterEach(() => devices.splice(0).forEach((device) => device.close()));

async function device(): Promise<Device> {
	const made = await Device.loaded([], { account: organiser });
	devices.push(made);
	return made;
}

async function reportFor({ replica }: Device): Promise<RosterReport> {
	const grids = await readWorkbook(new TextEncoder().encode(csv), 'a.csv');
	const base = {
		orgs: replica.orgs(),
		members: replica.everyMember(),
		actorOrgId: organiser.orgId,
		today: '2026-11-24'
	};
	const report = readRoster(grids, base, 'd'.repeat(64));
	if (!report) throw new Error('no header');
	return report;
}

/** The screen right after 检查 of the file on this device. */
async function checked(on: Device): Promise<ImportFlow> {
	const flow = new ImportFlow(on.replica);
	flow.report = await reportFor(on);
	flow.step = 'report';
	return flow;
}

/** Calls `act` after the first transaction of what runs meanwhile. */
function afterFirstChunk(flow: ImportFlow, act: () => void): () => void {
	const stop = setInterval(() => {
		if (flow.done < 100) return;
		clearInterval(stop);
		act();
	}, 0);
	return () => clearInterval(stop);
}

const names = (on: Device) => on.replica.members().length;

describe('an import that is broken off loses nothing and brings nothing twice', () => {
	test('all rows go in, for several branches at once, as one change each', async () => {
		const desk = await device();
		const flow = await checked(desk);
		expect(flow.ready).toHaveLength(ROWS);
		await flow.confirm();
		expect(flow.outcome).toMatchObject({ what: 'imported', left: [], refused: [] });
		expect(flow.outcome?.done).toHaveLength(ROWS);
		expect(desk.replica.outbox()).toHaveLength(ROWS);
		expect(new Set(desk.replica.members().map(({ branchId }) => branchId)).size).toBe(
			branches.length
		);
	});

	test('stopped in the middle: what was written is counted, and 继续导入 brings the rest', async () => {
		const desk = await device();
		const flow = await checked(desk);
		const clear = afterFirstChunk(flow, () => flow.cancel());
		await flow.confirm();
		clear();
		const { outcome } = flow;
		expect(outcome?.stopped).toBe('cancelled');
		expect(outcome!.done.length + outcome!.left.length).toBe(ROWS);
		expect(outcome!.done).toHaveLength(names(desk));
		expect(outcome!.left.length).toBeGreaterThan(0);
		await flow.confirm();
		expect(flow.outcome?.stopped).toBeUndefined();
		expect(flow.outcome?.refused).toEqual([]);
		expect(names(desk)).toBe(ROWS);
		expect(desk.replica.outbox()).toHaveLength(ROWS);
	});

	test('locked in the middle: said by name; after unlocking the same file brings the rest', async () => {
		const desk = await device();
		const flow = await checked(desk);
		const clear = afterFirstChunk(flow, () => desk.close());
		await flow.confirm();
		clear();
		expect(flow.outcome?.stopped).toEqual({ code: 'storage.lost' });
		await desk.restart();
		const kept = names(desk);
		expect(kept).toBeGreaterThan(0);
		expect(kept).toBeLessThan(ROWS);
		const again = await checked(desk);
		expect(again.earlier).toHaveLength(kept);
		await again.confirm();
		expect(names(desk)).toBe(ROWS);
		expect(desk.replica.outbox()).toHaveLength(ROWS);
	});

	test('reloaded in the middle of 撤销: the same file finds what is left to undo', async () => {
		const desk = await device();
		const flow = await checked(desk);
		await flow.confirm();
		const clear = afterFirstChunk(flow, () => desk.close());
		await flow.undo(flow.outcome!.done);
		clear();
		await desk.restart();
		const left = names(desk);
		expect(left).toBeGreaterThan(0);
		expect(left).toBeLessThan(ROWS);
		const again = await checked(desk);
		expect(again.earlier).toHaveLength(left);
		await again.undo(again.earlier);
		expect(again.outcome).toMatchObject({ what: 'undone', kept: [], left: [] });
		expect(names(desk)).toBe(0);
	});
});

describe('[V-7] the draft of an import ends in its last transaction, and not before', () => {
	/** The screen with its file kept as a draft; nothing tells the draft of changes here, as after a kill. */
	async function kept(desk: Device) {
		const flow = await checked(desk);
		const draft = new ImportDraft(desk.replica, flow);
		flow.file = new File([csv], 'a.csv');
		draft.home.attach(new TextEncoder().encode(csv));
		await draft.home.flush();
		expect(desk.replica.drafts.count).toBe(1);
		return flow;
	}
	const drafts = async (desk: Device) => [
		await desk.db.draft.count(),
		await desk.db.draftFile.count()
	];

	test('killed right after the last row: nothing is offered that is done already', async () => {
		const desk = await device();
		const flow = await kept(desk);
		await flow.confirm();
		expect(names(desk)).toBe(ROWS);
		expect(await drafts(desk)).toEqual([0, 0]);
		expect((await desk.restart()).drafts.count).toBe(0);
	});

	test('killed in the middle: it is offered with its file', async () => {
		const desk = await device();
		const flow = await kept(desk);
		const clear = afterFirstChunk(flow, () => desk.close());
		await flow.confirm();
		clear();
		await desk.restart();
		expect(names(desk)).toBeLessThan(ROWS);
		expect(await drafts(desk)).toEqual([1, 1]);
	});

	test('a full disk in the last transaction keeps it, and the next try ends it', async () => {
		const desk = await device();
		const flow = await kept(desk);
		const full = new DOMException('full', 'QuotaExceededError');
		const { add } = desk.db.journal;
		let writes = 0;
		vi.spyOn(desk.db.journal, 'add').mockImplementation((...entry) => {
			if (++writes === 3) throw full;
			return add.apply(desk.db.journal, entry);
		});
		await flow.confirm();
		expect(flow.outcome?.stopped).toEqual({ code: 'storage.full' });
		expect(flow.written).toBe(false);
		expect(await drafts(desk)).toEqual([1, 1]);
		await flow.confirm();
		expect(names(desk)).toBe(ROWS);
		expect(await drafts(desk)).toEqual([0, 0]);
	});
});

describe('撤销本次导入 stops at what something else touched', () => {
	test('a corrected record stays and is named; the others go', async () => {
		const desk = await device();
		const flow = await checked(desk);
		await flow.confirm();
		const [row] = flow.outcome!.done;
		await desk.replica.mutate(editMember, {
			id: row!.memberId,
			edits: { name: { from: '李四', to: '王五' } }
		});
		await flow.undo(flow.outcome!.done);
		expect(flow.outcome?.done).toHaveLength(ROWS - 1);
		expect(flow.outcome?.kept).toEqual([row]);
		expect(flow.nameOf(row!)).toBe('王五');
		expect(desk.replica.members().map(({ name }) => name)).toEqual(['王五']);
	});

	test('undone rows come in again as new records, the one that stayed does not', async () => {
		const desk = await device();
		const flow = await checked(desk);
		await flow.confirm();
		await flow.undo(flow.outcome!.done);
		const again = await checked(desk);
		expect(again.ready).toHaveLength(ROWS);
		await again.confirm();
		expect(names(desk)).toBe(ROWS);
		expect(again.outcome?.refused).toEqual([]);
	});

	test('a row the device refuses is told with its reason, and stops no other', async () => {
		const desk = await device();
		const flow = await checked(desk);
		const { report } = flow;
		const rows = report!.rows.map((row, n) =>
			n === 3 ? { ...row, values: { ...row.values, name: '' } } : row
		);
		flow.report = { ...report!, rows };
		await flow.confirm();
		expect(flow.outcome?.done).toHaveLength(ROWS - 1);
		expect(flow.outcome?.refused).toMatchObject([
			{ row: { row: rows[3]!.row }, problem: { code: 'rule.error' } }
		]);
		expect(flow.outcome?.left).toEqual([]);
	});
});
