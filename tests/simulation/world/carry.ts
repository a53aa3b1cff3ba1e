import { type createSecretKey } from 'node:crypto';
import type { Parcel } from '#domain/account/parcel';
import { deposit } from '#server/session/escrow';
import type { SignedIn } from '#server/session/session';
import { localIso } from '#store/disk/local-time';
import { sealParcel } from '#store/couriers/parcel';
import type { Random } from '../ports/random';
import { time } from '../ports/time';
import { tally } from '../tally';
import type { SimDevice } from './sim-device';
import { Violation, type Simulation } from './simulation';

/** A sealed file on somebody’s stick, with the epoch of the disk it was written on. */
export interface Stick {
	author: SimDevice;
	disk: object;
	parcel: Parcel;
}

/** How many old files lie about. */
const KEPT = 6;

/**
 * A device’s waiting changes go by hand to another one, which hands them in (待发包): once, twice,
 * with the server dying over it, altered on the way, or a file of long ago once more. The author sends
 * the same changes himself whenever he can.
 */
export async function carry(simulation: Simulation, random: Random): Promise<void> {
	const { sticks } = simulation;
	const isOld = sticks.length > 0 && random.chance(0.3);
	const stick = isOld ? random.pick(sticks) : await write(simulation, random);
	if (!stick) return;
	const carrier = random.pick(simulation.devices);
	await handIn(simulation, random, stick, carrier);
	if (random.chance(0.5)) {
		tally('CF-02 carried file handed in twice');
		await handIn(simulation, random, stick, random.pick(simulation.devices));
	}
}

async function write(simulation: Simulation, random: Random): Promise<Stick | undefined> {
	const replica = simulation.pickTab(random)?.replica;
	const author = simulation.devices.find(({ account }) => account === replica?.account);
	const waiting = replica?.pending(Number.POSITIVE_INFINITY) ?? [];
	if (!author || waiting.length === 0) return undefined;
	tally('CF-01 changes carried in a file');
	const made = localIso(new Date(time() + author.skew));
	const { key, account, disk } = author;
	const stick = { author, disk, parcel: await sealParcel(waiting, { key, account, made }) };
	simulation.sticks.push(stick);
	if (simulation.sticks.length > KEPT) simulation.sticks.shift();
	return stick;
}

async function handIn(
	simulation: Simulation,
	random: Random,
	{ author, disk, parcel }: Stick,
	carrier: SimDevice
): Promise<void> {
	const { server } = simulation;
	await enrol(simulation, author);
	const isAltered = random.chance(0.1);
	if (isAltered) tally('CF-03 carried file altered on the way');
	const isStruck = !isAltered && random.chance(0.15);
	if (isStruck) tally('CF-04 server dies over a carried file');
	const strike = isStruck ? { kind: 'dies' as const, statement: random.below(25) } : undefined;
	const header = isAltered ? { ...parcel.header, from: '别处' } : parcel.header;
	const principal = server.principal(carrier.account);
	for (const [index, sealed] of parcel.parts.entries()) {
		const taken = await server.take(principal, { header, index, sealed }, strike);
		if (!taken) return simulation.endLives();
		// A device that lost its disk has another key since, and its old files are closed for good.
		const isReadable = !isAltered && author.disk === disk;
		if (taken.ok !== isReadable) {
			throw new Violation('S-2 carried file', taken.ok ? 'an altered file was taken' : taken.fault);
		}
	}
}

/** The device as the server knows it, with its key in escrow: a restored server may have neither. */
async function enrol({ server }: Simulation, { account, key }: SimDevice): Promise<void> {
	const { account: name, deviceId: id } = account;
	const { db } = server.app;
	const row = { account: name, id, name: '', created: '', escrow: null };
	await db
		.insertInto('device')
		.values(row)
		.onConflict((conflict) => conflict.columns(['account', 'id']).doUpdateSet({ escrow: null }))
		.execute();
	const raw = (key as unknown as { secret: ReturnType<typeof createSecretKey> }).secret.export();
	await deposit(server.app, { account: name, device: id } as SignedIn, raw.toString('base64'));
}
