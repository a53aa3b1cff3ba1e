import type { DeviceInfo } from '#domain/account/device';
import type { App } from '#server/app';

/** Revoked and emptied devices stay in sight this long. */
const SHOWN_AFTER = 90 * 24 * 3_600_000;
/** Those seen last; an account that has more is an old one. */
const LISTED = 200;

/** The account’s devices, the one seen last first; those emptied long ago are left out. */
export async function devicesOf(app: App, account: string): Promise<DeviceInfo[]> {
	const oldest = new Date(app.now().getTime() - SHOWN_AFTER).toISOString();
	const rows = await app.db
		.selectFrom('device')
		.select(['id', 'name', 'created', 'last_exchange', 'unsent', 'revoked_at', 'wiped_at'])
		.where('account', '=', account)
		.where((eb) => eb.or([eb('wiped_at', 'is', null), eb('wiped_at', '>', oldest)]))
		.execute();
	const held = await heldOf(app, account);
	const devices = rows.map((row) => ({
		id: row.id,
		name: row.name,
		created: row.created,
		lastExchange: row.last_exchange,
		unsent: row.unsent,
		revokedAt: row.revoked_at,
		wipedAt: row.wiped_at,
		...(held.has(row.id) && { held: held.get(row.id) })
	}));
	const seen = (device: DeviceInfo) => device.lastExchange ?? device.created;
	return devices.sort((a, b) => (seen(a) < seen(b) ? 1 : -1)).slice(0, LISTED);
}

async function heldOf(app: App, account: string): Promise<Map<string, number>> {
	const rows = await app.db
		.selectFrom('handover')
		.select((eb) => ['device', eb.fn.countAll().as('changes')])
		.where('account', '=', account)
		.where('kind', '=', 'change')
		.where('state', '=', 'waiting')
		.groupBy('device')
		.execute();
	return new Map(rows.map(({ device, changes }) => [device, Number(changes)]));
}
