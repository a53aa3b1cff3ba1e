import Dexie, { type EntityTable } from 'dexie';
import type { Member } from '#domain/model/member/member';
import { paired, type Times } from '../measure';
import { BenchDevice, type Whose } from './bench-device';

export interface SmallPullJob {
	whose: Whose;
	turns: number;
}

let device: BenchDevice | undefined;

async function upToDate(whose: Whose): Promise<BenchDevice> {
	device ??= await BenchDevice.new(whose);
	await device.sync();
	return device;
}

/** One round in which nothing is new; the runner counts its bytes. */
export async function quietRound({ whose }: SmallPullJob): Promise<void> {
	const device = await upToDate(whose);
	await device.sync();
}

/**
 * P-3: a round with nothing new against one empty request, and a round that brings ten changed rows
 * of all against one request for the ten rows and their `bulkPut`.
 */
export async function smallPull({
	whose,
	turns
}: SmallPullJob): Promise<{ quiet: Times; ten: Times; holds: boolean }> {
	const device = await upToDate(whose);
	let holds = true;
	let cursor = 0;
	const quiet = await paired(
		turns,
		{
			before: () => (cursor = device.replica.progress.cursor),
			work: () => device.sync(),
			after: () => (holds &&= cursor === device.replica.progress.cursor)
		},
		{ work: async () => (await fetch('/floor/empty', { method: 'POST', body: '{}' })).json() }
	);
	const bare = new BareStore('bare-members');
	let before = device.replica.members();
	const ten = await paired(
		turns,
		{
			before: async () => {
				before = device.replica.members();
				await fetch('/arrange/ten', { method: 'POST' });
			},
			work: () => device.sync(),
			after: () => {
				const held = new Set(before);
				const came = device.replica.members().filter((member) => !held.has(member));
				holds &&= came.length === 10;
			}
		},
		{
			work: async () => {
				const reply = await fetch('/floor/ten', { method: 'POST', body: '{}' });
				await bare.member.bulkPut((await reply.json()) as Member[]);
			}
		}
	);
	await bare.delete();
	return { quiet, ten, holds };
}

class BareStore extends Dexie {
	declare member: EntityTable<Member, 'id'>;

	constructor(name: string) {
		super(name);
		this.version(1).stores({ member: 'id' });
	}
}
