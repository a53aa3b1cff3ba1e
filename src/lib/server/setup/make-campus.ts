import { randomUUID } from 'node:crypto';
import { accountNameOf } from '#domain/account/account';
import { weaknesses } from '#domain/account/password-policy';
import type { App } from '#server/app';
import type { Trx } from '#server/db/schema';
import { transact } from '#server/db/transact';
import { demoOrgs } from '#server/demo/campus';
import { seedMembers, seedOrgs } from '#server/demo/seed-demo';
import { initialsOf } from '#server/session/initials';
import { insertAccounts, readyAccounts, type MadeAccount, type Plan } from '#server/setup/accounts';
import { openCampus, type Root } from '#server/setup/open-campus';
import type { Choice } from '#server/setup/setup-request';
import type { Principal } from '#server/sync/principal';

export type MakeResult =
	| { kind: 'made'; accounts: MadeAccount[] }
	| { kind: 'weak'; reasons: string[] }
	/** A campus exists already. */
	| { kind: 'closed' };

export async function hasCampus(app: App): Promise<boolean> {
	const any = await app.db.selectFrom('clock').select('campus').limit(1).executeTakeFirst();
	return any !== undefined;
}

/** Fills an empty database: everything of it or nothing. `password`: one for all demo accounts. */
export async function makeCampus(app: App, choice: Choice, password?: string): Promise<MakeResult> {
	if (choice.choice === 'new') return makeOwn(app, choice.root);
	const orgs = demoOrgs();
	const [root] = orgs;
	if (!root) throw new Error('the demo has no root');
	const plans = orgs.map((org) => ({ org, password }));
	return make(app, root, plans, async (trx, system, at) => {
		await seedOrgs(trx, system, at);
		if (choice.choice === 'demo') await seedMembers(trx, system, at);
	});
}

type OwnRoot = Extract<Choice, { choice: 'new' }>['root'];

async function makeOwn(app: App, { password, ...given }: OwnRoot): Promise<MakeResult> {
	const root = { ...given, id: randomUUID() };
	const reasons = weaknesses(password, {
		account: accountNameOf('a', root.code),
		orgNames: [root.fullName, root.shortName],
		initials: initialsOf([root.fullName, root.shortName])
	});
	if (reasons.length > 0) return { kind: 'weak', reasons };
	const plan = { org: { ...root, type: '611' }, password };
	return make(app, root, [plan], async () => undefined);
}

async function make(
	app: App,
	{ id, code, fullName, shortName }: Root,
	plans: readonly Plan[],
	fill: (trx: Trx, system: Principal, at: string) => Promise<void>
): Promise<MakeResult> {
	if (await hasCampus(app)) return { kind: 'closed' };
	const ready = await readyAccounts(plans);
	const at = app.now().toISOString();
	return transact(app.db, async (trx) => {
		// A write first: of two servers over one empty database the second waits here.
		await trx.updateTable('opening').set({ id: 1 }).execute();
		if (await trx.selectFrom('clock').select('campus').limit(1).executeTakeFirst()) {
			return { kind: 'closed' };
		}
		const system = await openCampus(trx, { id, code, fullName, shortName }, at);
		await fill(trx, system, at);
		await insertAccounts(trx, id, ready);
		return { kind: 'made', accounts: ready.map(({ told }) => told) };
	});
}
