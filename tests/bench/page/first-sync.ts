import Dexie, { type EntityTable } from 'dexie';
import type { Member } from '#domain/model/member/member';
import { search } from '#store/replica/search';
import { paired, type Times } from '../measure';
import { BenchDevice, type Whose } from './bench-device';

export interface FirstSyncJob {
	whose: Whose;
	turns: number;
	/** How many are to arrive, and one of them. */
	members: number;
	name: string;
}

/** P-1: an empty browser receives everybody, searchable and sealed; the floor puts bare rows. */
export async function firstSync(job: FirstSyncJob): Promise<Times & { holds: boolean }> {
	let device!: BenchDevice;
	let bare!: BareStore;
	let holds = true;
	const times = await paired(
		job.turns,
		{
			before: async () => (device = await BenchDevice.new(job.whose)),
			work: async () => {
				await device.sync();
				holds &&= search(device.replica, job.name).length > 0;
			},
			after: async () => {
				const { whole } = device.replica.progress;
				holds &&= whole && device.replica.members().length === job.members;
				holds &&= !(await device.showsInClear([job.name]));
				await device.erase();
			}
		},
		{
			before: () => (bare = new BareStore(`bare-${crypto.randomUUID()}`)),
			work: async () => {
				const reply = await fetch('/floor/members');
				await bare.member.bulkPut((await reply.json()) as Member[]);
			},
			after: async () => {
				holds &&= (await bare.member.count()) === job.members;
				await bare.delete();
			}
		}
	);
	return { ...times, holds };
}

/** One row per record, as Dexie is used most. */
class BareStore extends Dexie {
	declare member: EntityTable<Member, 'id'>;

	constructor(name: string) {
		super(name);
		this.version(1).stores({ member: 'id' });
	}
}
