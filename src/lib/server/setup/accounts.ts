import { randomInt } from 'node:crypto';
import { accountNameOf } from '#domain/account/account';
import { orgType } from '#domain/codes/org-type';
import type { Trx } from '#server/db/schema';
import { inPieces } from '#server/db/write-many';
import { hashPassword } from '#server/session/password';

/** An account to be made. Without a password of its own it gets one that has to be replaced. */
export interface Plan {
	org: { id: string; code: string; type: string; shortName: string };
	password: string | undefined;
}

/** Told once; the password only where the server drew it. */
export interface MadeAccount {
	account: string;
	orgName: string;
	password?: string;
}

interface Ready {
	told: MadeAccount;
	row: { name: string; org_id: string; kind: string; password_hash: string; must_change: number };
}

/** Hashing takes a while, so it is done before any transaction is opened. */
export async function readyAccounts(plans: readonly Plan[]): Promise<Ready[]> {
	return Promise.all(
		plans.map(async ({ org, password }) => {
			const kind = orgType.row(org.type)?.holdsMembers ? 'u' : 'a';
			const name = accountNameOf(kind, org.code);
			const drawn = password === undefined ? drawPassword() : undefined;
			const password_hash = await hashPassword(password ?? drawn ?? '');
			const told = { account: name, orgName: org.shortName };
			const must_change = drawn === undefined ? 0 : 1;
			return {
				told: drawn === undefined ? told : { ...told, password: drawn },
				row: { name, org_id: org.id, kind, password_hash, must_change }
			};
		})
	);
}

export async function insertAccounts(
	trx: Trx,
	campus: string,
	ready: readonly Ready[]
): Promise<void> {
	const rows = ready.map(({ row }) => ({
		...row,
		campus,
		last_sign_in: null,
		previous_hashes: '[]'
	}));
	await inPieces(rows, (piece) => trx.insertInto('account').values(piece).execute());
}

/** No letter or digit that can be taken for another one when copied by hand. */
const LETTERS = 'abcdefghjkmnpqrstuvwxyzABCDEFGHJKMNPQRSTUVWXYZ23456789';

/** Sixteen characters in four groups, about 92 bits. */
function drawPassword(): string {
	const group = () => Array.from({ length: 4 }, () => LETTERS[randomInt(LETTERS.length)]).join('');
	return Array.from({ length: 4 }, group).join('-');
}
