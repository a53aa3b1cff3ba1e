import type { Change } from '#domain/protocol/change';
import { limits, PROTOCOL, type SyncReply, type SyncRequest } from '#domain/protocol/protocol';
import { syncText } from '#server/sync/handle-sync';
import { BareInserts } from './bare-inserts';
import { Edits } from './edits';
import { madeUpCampus, type Campus } from './made-up-campus';
import { clocked, median, paired, type Figure, type Size } from './measure';

/** Changes that travel together: as many as the wire takes, and a single one. */
const BATCHES = [limits.changes, 1];

/** P-7, first half: durable changes per second, against bare inserts of the same changes. */
export async function benchServerWrites(size: Size): Promise<Figure[]> {
	const members = size === 'whole' ? 10_000 : 1000;
	const campus = await madeUpCampus(members, 30);
	const bare = await BareInserts.open();
	const edits = new Edits(members);
	try {
		const figures: Figure[] = [];
		for (const batch of BATCHES) figures.push(await perSecond(campus, bare, edits, batch, size));
		return figures;
	} finally {
		bare.close();
		await campus.close();
	}
}

async function perSecond(
	campus: Campus,
	bare: BareInserts,
	edits: Edits,
	batch: number,
	size: Size
): Promise<Figure> {
	const turns = size === 'short' ? 2 : batch === 1 ? 200 : 20;
	const device = await DeviceAt.now(campus);
	let applied = 0;
	const single: number[] = [];
	let changes: Change[] = [];
	let answer = '';
	const before = () => (changes = edits.take(batch));
	const times = await paired(
		turns,
		{
			before,
			work: async () => (answer = await device.send(changes)),
			after: () => (applied += device.hear(answer))
		},
		{
			before,
			work: () => bare.insert(changes),
			after: async () => single.push(await clocked(() => bare.insertOne(changes)))
		}
	);
	const share = times.floor / times.ours;
	return {
		id: batch === 1 ? 'P-7 one by one' : 'P-7 writes',
		work: `durable changes per second, ${batch} to a request, the answer with its rows included`,
		reach: '≥ 0.3 × bare inserts of the same row, sights and log line by node:sqlite',
		...times,
		changesPerSecond: (batch * 1000) / times.ours,
		bareChangesPerSecond: (batch * 1000) / times.floor,
		share,
		shareOfOneInsertEach: median(single) / times.ours,
		ok: share >= 0.3,
		holds: applied === batch * (turns + 1)
	};
}

/** A device that is up to date and sends what it is given. */
export class DeviceAt {
	readonly #campus: Campus;
	readonly #at: { cursor: number; epoch: string | null };

	static async now(campus: Campus): Promise<DeviceAt> {
		const { value, epoch } = await campus.app.db
			.selectFrom('clock')
			.select(['value', 'epoch'])
			.executeTakeFirstOrThrow();
		return new DeviceAt(campus, { cursor: value, epoch });
	}

	private constructor(campus: Campus, at: { cursor: number; epoch: string | null }) {
		this.#campus = campus;
		this.#at = at;
	}

	/** The text of the answer. */
	send(changes: Change[]): Promise<string> {
		const { app, root, principal } = this.#campus;
		const up: SyncRequest = {
			protocol: PROTOCOL,
			device: principal(root).device,
			...this.#at,
			changes
		};
		return syncText(app, up, principal(root));
	}

	/** Stands where the answer leads; how many of the changes were applied. */
	hear(answer: string): number {
		const reply = JSON.parse(answer) as SyncReply;
		this.#at.cursor = reply.cursor;
		return reply.verdicts.filter(({ verdict }) => verdict === 'applied').length;
	}
}
