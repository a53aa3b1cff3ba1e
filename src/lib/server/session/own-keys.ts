import type { Database } from '#server/db/schema';
import { transact } from '#server/db/transact';
import { drawKeys, readKeys, type ServerKeys } from '#server/session/escrow-key';
import { openKey } from '#server/session/key-seal';
import { StartRefused } from '#server/start-refused';

export interface KeyPlace {
	dataDir: string;
	/** ESCROW_KEY. */
	given?: string | undefined;
}

/** As many devices’ keys are tried on a database that has no fingerprint yet. */
const TRIED = 20;

const WHAT_TO_DO = `
Bring back the file escrow.key from its copy, or set ESCROW_KEY to the key of the other servers.
Nothing was changed. If the key is lost for good, stop the servers and run npm run new-key: devices then
hand in their own keys again when they are next unlocked with the password. Until a device has done so,
a forgotten password cannot be made good on it, and a file it wrote cannot be handed in elsewhere.`;

/**
 * The keys this server works with. Made where the database has never seen any; refused where they are
 * not the ones it knows, because another key would open nothing that lies in escrow.
 */
export async function ownKeys(db: Database, place: KeyPlace): Promise<ServerKeys> {
	const known = await fingerprintIn(db);
	const keys = readKeys(place.dataDir, place.given);
	if (keys && known === undefined && (await opensEscrow(db, keys))) await claim(db, keys);
	if (!keys && known === undefined && (await escrowed(db)).length === 0) {
		const drawn = drawKeys(place.dataDir);
		await claim(db, drawn);
		return agreed(drawn, await fingerprintIn(db));
	}
	if (!keys) throw new StartRefused(`The escrow key of this database is missing.${WHAT_TO_DO}`);
	return agreed(keys, await fingerprintIn(db));
}

function agreed(keys: ServerKeys, known: string | undefined): ServerKeys {
	if (keys.fingerprint === known) return keys;
	throw new StartRefused(`The escrow key is not the one this database knows.${WHAT_TO_DO}`);
}

/**
 * Goes on with the key that is here, or a new one, and without the old one: what it cannot open is
 * given up, so that devices are asked for it again. The number of devices concerned.
 */
export async function takeNewKey(db: Database, place: KeyPlace): Promise<number> {
	const keys = readKeys(place.dataDir, place.given) ?? drawKeys(place.dataDir);
	return transact(db, async (trx) => {
		const held = await escrowed(trx as Database);
		const lost = held.filter(({ account, id, escrow }) => !openKey(keys, account, id, escrow));
		for (const { account, id } of lost) {
			await trx
				.updateTable('device')
				.set({ escrow: null })
				.where('account', '=', account)
				.where('id', '=', id)
				.execute();
		}
		await trx.deleteFrom('escrow_key').execute();
		await trx.insertInto('escrow_key').values({ id: 1, fingerprint: keys.fingerprint }).execute();
		return lost.length;
	});
}

async function fingerprintIn(db: Database): Promise<string | undefined> {
	const found = await db.selectFrom('escrow_key').select('fingerprint').executeTakeFirst();
	return found?.fingerprint;
}

/** Of several servers that start on an empty database the first one’s key counts. */
async function claim(db: Database, { fingerprint }: ServerKeys): Promise<void> {
	await db
		.insertInto('escrow_key')
		.values({ id: 1, fingerprint })
		.onConflict((conflict) => conflict.column('id').doNothing())
		.execute();
}

/** Whether a database of before fingerprints was used with this key. */
async function opensEscrow(db: Database, keys: ServerKeys): Promise<boolean> {
	const held = (await escrowed(db)).slice(-TRIED);
	return (
		held.length === 0 || held.some(({ account, id, escrow }) => openKey(keys, account, id, escrow))
	);
}

async function escrowed(db: Database): Promise<{ account: string; id: string; escrow: string }[]> {
	const found = await db
		.selectFrom('device')
		.select(['account', 'id', 'escrow'])
		.where('escrow', 'is not', null)
		.orderBy('created')
		.execute();
	return found.map((one) => ({ ...one, escrow: one.escrow ?? '' }));
}
