import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { expectEachOnce, Prey, sendersTo } from '../../support/senders';
import { aServer } from '../../support/server';

const script = new URL('../../support/kill-server.ts', import.meta.url).pathname;

/** Starts a server process; its exit code and what it said, or undefined where it listens. */
async function start(
	env: Record<string, string>
): Promise<{ code: number; said: string } | undefined> {
	const child = spawn(process.execPath, [script], {
		env: { ...process.env, ...env },
		stdio: ['ignore', 'pipe', 'pipe']
	});
	let said = '';
	child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
	const listens = once(child.stdout, 'data').then(() => undefined);
	const ended = once(child, 'exit').then(([code]) => ({ code: code as number, said }));
	const result = await Promise.race([listens, ended]);
	if (!result) {
		child.kill('SIGKILL');
		await ended;
	}
	return result;
}

test('of two servers with two keys over one database the second does not start; with the same key it does', async () => {
	const key = '1c'.repeat(32);
	const server = await aServer({ engine: 'postgresql', escrowKey: key });
	await server.app.close();
	const first = new Prey(server.place, { ESCROW_KEY: key });
	await first.start();
	const senders = sendersTo(first, server, 1);
	await senders[0]!.push();

	const dataDir = mkdtempSync(join(tmpdir(), 'branchbook-second-'));
	const second = { DATA_DIR: dataDir, DATABASE_URL: server.place.databaseUrl! };
	for (const given of ['', '2d'.repeat(32)]) {
		const refused = await start({ ...second, ESCROW_KEY: given });
		expect(refused?.code).toBeGreaterThan(0);
		expect(refused?.said).toMatch(/StartRefused[\s\S]*npm run new-key/);
	}
	expect(await start({ ...second, ESCROW_KEY: key })).toBeUndefined();

	expect(first.hasEnded).toBe(false);
	await senders[0]!.drain();
	await first.kill();
	await server.reopen();
	await expectEachOnce(server, senders);
	await server.close();
	rmSync(dataDir, { recursive: true, force: true });
});
