import { CODE_MS } from '#domain/account/activation-code';
import type { ManagedAccount } from '#domain/account/device';
import { isToCome } from '#server/age';
import type { App } from '#server/app';
import { devicesOf } from '#server/account/list-devices';

/** The accounts of one organisation, for the committee above it. */
export async function accountsOf(app: App, orgId: string): Promise<ManagedAccount[]> {
	const rows = await app.db
		.selectFrom('account')
		.select(['name', 'kind', 'last_sign_in', 'locked', 'code_until', 'code_device'])
		.where('org_id', '=', orgId)
		.orderBy('name')
		.execute();
	const now = app.now();
	return Promise.all(
		rows.map(async (row) => ({
			account: row.name,
			kind: row.kind === 'a' ? ('a' as const) : ('u' as const),
			lastSignIn: row.last_sign_in,
			locked: row.locked !== 0,
			codeUntil:
				row.code_device === null && isToCome(row.code_until, now, CODE_MS) ? row.code_until : null,
			devices: await devicesOf(app, row.name)
		}))
	);
}
