import { DeviceName } from '#domain/account/device';
import type { App } from '#server/app';
import type { Database, Trx } from '#server/db/schema';
import { budgets } from '#server/http/budgets';
import { hashOf } from '#server/session/secret';

/** A device as its own secret proves it. It identifies; it opens nothing. */
export interface ProvenDevice {
	account: string;
	id: string;
	revoked: boolean;
	wiped: boolean;
	escrow: string | null;
}

/** The device that this secret belongs to; undefined for an unknown id or another secret. */
export async function findDevice(
	db: Database | Trx,
	id: string,
	secret: string | null | undefined
): Promise<ProvenDevice | undefined> {
	const found = await deviceOf(db, secret);
	return found?.id === id ? found : undefined;
}

/** The one device that has this secret, whatever it says of itself. */
export async function deviceOf(
	db: Database | Trx,
	secret: string | null | undefined
): Promise<ProvenDevice | undefined> {
	if (!secret) return undefined;
	const found = await db
		.selectFrom('device')
		.select(['account', 'id', 'revoked_at', 'wiped_at', 'escrow'])
		.where('secret_hash', '=', hashOf(secret))
		.executeTakeFirst();
	return (
		found && {
			account: found.account,
			id: found.id,
			revoked: found.revoked_at !== null,
			wiped: found.wiped_at !== null,
			escrow: found.escrow
		}
	);
}

export type Enrolled =
	| { kind: 'enrolled'; escrowed: boolean; isProven: boolean }
	/** The id is another account’s, or this account’s and the browser cannot prove it. */
	| { kind: 'taken' }
	| { kind: 'revoked' }
	/** The account has as many devices in use as it may have. */
	| { kind: 'too-many' };

/**
 * Binds a device to an account, for ever (R-DEV-02). A known one has to show its secret; without it
 * the browser is another device, which gets another id.
 */
export async function enrol(
	trx: Trx,
	account: string,
	device: { id: string; name: string; secret?: string | undefined },
	now: Date
): Promise<Enrolled> {
	const secret_hash = device.secret === undefined ? null : hashOf(device.secret);
	const held = await trx
		.selectFrom('device')
		.select(['account', 'secret_hash', 'escrow', 'revoked_at'])
		.where('id', '=', device.id)
		.executeTakeFirst();
	if (held) {
		const isSame = held.secret_hash === secret_hash;
		if (held.account !== account || !isSame) return { kind: 'taken' };
		if (held.revoked_at !== null) return { kind: 'revoked' };
		return { kind: 'enrolled', escrowed: held.escrow !== null, isProven: secret_hash !== null };
	}
	if ((await inUse(trx, account)) >= budgets.devices) return { kind: 'too-many' };
	const name = DeviceName.safeParse(device.name);
	await trx
		.insertInto('device')
		.values({
			account,
			id: device.id,
			name: name.success ? name.data : '未命名设备',
			created: now.toISOString(),
			last_exchange: null,
			unsent: null,
			secret_hash,
			escrow: null,
			revoked_at: null,
			wiped_at: null
		})
		.execute();
	return { kind: 'enrolled', escrowed: false, isProven: false };
}

async function inUse(trx: Trx, account: string): Promise<number> {
	const { devices } = await trx
		.selectFrom('device')
		.select((eb) => eb.fn.countAll().as('devices'))
		.where('account', '=', account)
		.where('revoked_at', 'is', null)
		.executeTakeFirstOrThrow();
	return Number(devices);
}

export async function renameDevice(app: App, id: string, name: string): Promise<void> {
	await app.db.updateTable('device').set({ name }).where('id', '=', id).execute();
}

/** The person signed out and the device emptied itself: it leaves the lists. */
export async function retireDevice(app: App, id: string): Promise<void> {
	const at = app.now().toISOString();
	await app.db
		.updateTable('device')
		.set({ revoked_at: at, wiped_at: at, escrow: null, unsent: 0 })
		.where('id', '=', id)
		.where('revoked_at', 'is', null)
		.execute();
}
