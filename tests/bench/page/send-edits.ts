import Dexie, { type EntityTable } from 'dexie';
import { editMember } from '#domain/mutations/member/edit-member';
import { paired, type Times } from '../measure';
import { BenchDevice, type Whose } from './bench-device';

export interface SendEditsJob {
	whose: Whose;
	turns: number;
	edits: number;
}

interface BareEdit {
	id: string;
	member: string;
	field: string;
	value: string;
}

/**
 * P-2: edits made offline reach the server, checked and logged, and the device knows each verdict.
 * The floor reads as many plain rows from Dexie, sends one request, and clears them when answered.
 */
export async function sendEdits(job: SendEditsJob): Promise<Times & { holds: boolean }> {
	const device = await BenchDevice.new(job.whose);
	await device.sync();
	const bare = new BareOutbox('bare-outbox');
	let round = 0;
	let holds = true;
	const times = await paired(
		job.turns,
		{
			before: () => editAll(device, job.edits, ++round),
			work: () => device.sync(),
			after: () => {
				const value = `东岭省安平市建设路${round}号`;
				const stand = device.replica.members().filter((one) => one.homeAddress === value);
				holds &&= device.replica.outbox().length === 0 && stand.length === job.edits;
			}
		},
		{
			before: () => bare.fill(device, job.edits, round),
			work: async () => {
				const body = JSON.stringify(await bare.edit.toArray());
				const reply = await fetch('/floor/edits', { method: 'POST', body });
				const { written } = (await reply.json()) as { written: number };
				holds &&= written === job.edits;
				await bare.edit.clear();
			}
		}
	);
	await device.erase();
	await bare.delete();
	return { ...times, holds };
}

async function editAll({ replica }: BenchDevice, count: number, round: number): Promise<void> {
	const to = `东岭省安平市建设路${round}号`;
	const items = replica
		.members()
		.slice(0, count)
		.map(({ id, homeAddress: from }) => ({
			mutation: editMember,
			args: { id, edits: { homeAddress: { from, to } } }
		}));
	const made = await replica.mutateAll(items);
	if (!made.ok || made.value !== count) throw new Error('the edits were not made');
}

class BareOutbox extends Dexie {
	declare edit: EntityTable<BareEdit, 'id'>;

	constructor(name: string) {
		super(name);
		this.version(1).stores({ edit: 'id' });
	}

	async fill({ replica }: BenchDevice, count: number, round: number): Promise<void> {
		const members = replica.members().slice(0, count);
		await this.edit.bulkPut(
			members.map(({ id: member }) => ({
				id: crypto.randomUUID(),
				member,
				field: 'homeAddress',
				value: `东岭省安平市建设路${round}号`
			}))
		);
	}
}
