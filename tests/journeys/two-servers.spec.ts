import { startBuilt, type BuiltServer } from '../support/built-server';
import { aRequest } from '../support/server';
import { aDatabase, startPostgres, type Cluster } from '../support/postgres';
import { admission, uuid } from '../support/device';
import { expect, test } from '../support/journey';

const PASSWORD = 'Harbour-lights-27-quiet';
const ACCOUNT = 'u990000000012';
let cluster: Cluster;
test.beforeAll(async () => {
	cluster = await startPostgres();
});
test.afterAll(() => cluster.stop());

/** The calls a device makes, with the cookie of its sign-in. */
async function signIn({ origin }: BuiltServer, device: string) {
	const headers = { origin, 'content-type': 'application/json' };
	const credentials = {
		account: ACCOUNT,
		password: PASSWORD,
		device: { id: device, name: '手机' }
	};
	const answer = await fetch(`${origin}/api/session`, {
		method: 'POST',
		headers,
		body: JSON.stringify(credentials)
	});
	expect(answer.status).toBe(200);
	const { orgId } = (await answer.json()) as { orgId: string };
	const cookie = answer.headers.getSetCookie()[0]!.split(';')[0]!;
	return { orgId, headers: { ...headers, cookie } };
}

test('[S-3] what one server took arrives at once at the readers of another, on one PostgreSQL', async () => {
	test.setTimeout(240_000);
	const { url } = await aDatabase();
	const escrowKey = '5e'.repeat(32);
	const options = { demoPassword: PASSWORD, databaseUrl: url, escrowKey };
	const one = await startBuilt(options);
	const two = await startBuilt(options);
	const health = (await (await fetch(`${two.origin}/api/health`)).json()) as object;
	expect(health).toMatchObject({ ok: true, database: 'postgresql' });
	expect(two.output()).toContain('already holds a campus');

	const writer = await signIn(one, uuid('writer'));
	const reader = await signIn(two, uuid('reader'));
	const leave = new AbortController();
	const live = await fetch(`${two.origin}/api/live`, {
		headers: reader.headers,
		signal: leave.signal
	});
	const events = live.body!.pipeThrough(new TextDecoderStream()).getReader();
	const clockOf = (text = '') => Number(/data: (\d+)/.exec(text)?.[1]);
	const before = clockOf((await events.read()).value);

	const changes = [
		{
			id: uuid('c1'),
			name: 'member.admit',
			args: admission(1, { branchId: writer.orgId }),
			at: '2026-11-24T06:00:00Z'
		}
	];
	const push = () =>
		fetch(`${one.origin}/api/sync`, {
			method: 'POST',
			headers: writer.headers,
			body: JSON.stringify(aRequest({ device: uuid('writer'), changes }))
		});
	const { verdicts } = (await (await push()).json()) as { verdicts: object[] };
	expect(verdicts).toMatchObject([{ verdict: 'applied', clock: before + 1 }]);
	expect(clockOf((await events.read()).value)).toBe(before + 1);
	leave.abort();

	// The same cookie and the same change on the other server: one campus, one log.
	const again = await fetch(`${two.origin}/api/sync`, {
		method: 'POST',
		headers: { ...writer.headers, origin: two.origin },
		body: JSON.stringify(aRequest({ device: uuid('writer'), changes }))
	});
	expect(((await again.json()) as { verdicts: object[] }).verdicts).toEqual(verdicts);
	expect(one.output() + two.output()).not.toContain(url);
	await one.dispose();
	await two.dispose();
});
