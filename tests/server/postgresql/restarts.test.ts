import { Kysely, sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openApp } from '#server/app';
import { connectAsIs } from '#server/db/connect';
import { openPostgresql } from '#server/db/postgresql';
import { aCluster, type Cluster } from '../../support/postgres';
import { expectEachOnce, Prey, sendersTo } from '../../support/senders';
import { aServer, type TestServer } from '../../support/server';

/** The whole figure: `npm run kills -- --postgresql 20`. */
const RESTARTS = Number(process.env['RESTARTS'] ?? 3);
const DEVICES = 4;

let cluster: Cluster;
let server: TestServer;
beforeAll(async () => {
	cluster = await aCluster();
	server = await aServer({ engine: 'postgresql', cluster });
});
afterAll(async () => {
	await server.close();
	await cluster.stop();
});

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

test(
	`[S-2] PostgreSQL restarted ${RESTARTS} times under pushes: the server goes on, nothing acknowledged is missing`,
	async () => {
		await server.app.close();
		const prey = new Prey(server.place);
		await prey.start();
		const senders = sendersTo(prey, server, DEVICES);
		let isOver = false;
		let longestGap = 0;
		const pushing = senders.map(async (sender) => {
			let last = performance.now();
			while (!isOver) {
				const before = sender.acknowledged.size;
				await sender.push();
				if (sender.acknowledged.size === before) await pause(20);
				else {
					longestGap = Math.max(longestGap, performance.now() - last);
					last = performance.now();
				}
			}
		});
		for (let restart = 0; restart < RESTARTS; restart++) {
			await pause(150 + Math.random() * 300);
			await cluster.end(restart % 2 === 0 ? 'fast' : 'immediate');
			await pause(Math.random() * 200);
			await cluster.start();
			expect(prey.hasEnded, `after restart ${restart + 1}`).toBe(false);
		}
		await pause(300);
		isOver = true;
		await Promise.all(pushing);
		await Promise.all(senders.map((sender) => sender.drain()));
		await prey.kill();

		await server.reopen();
		await expectEachOnce(server, senders);
		const cut = senders.reduce((sum, sender) => sum + sender.cut, 0);
		expect(cut, 'restarts that cut an answer').toBeGreaterThan(RESTARTS / 2);
		const count = senders.reduce((sum, sender) => sum + sender.acknowledged.size, 0);
		console.log(
			`${RESTARTS} restarts, ${count} changes, longest gap ${(longestGap / 1000).toFixed(1)} s`
		);
	},
	60_000 + RESTARTS * 5_000
);

test('a PostgreSQL that stands still fails the statement, and the next one finds it again', async () => {
	const dialect = await openPostgresql(server.place.databaseUrl!, {
		statementMs: 100,
		lost: () => undefined
	});
	const db = new Kysely<unknown>({ dialect });
	const ask = () => sql<{ one: number }>`select 1 as one`.execute(db);
	await ask();
	cluster.freeze();
	const started = performance.now();
	try {
		await expect(ask()).rejects.toMatchObject({ name: 'DatabaseUnreachable' });
	} finally {
		cluster.thaw();
	}
	expect(performance.now() - started).toBeLessThan(10_000);
	expect((await ask()).rows).toEqual([{ one: 1 }]);
	await db.destroy();
});

test('a server that starts before its PostgreSQL waits for it, for so long', async () => {
	await server.app.close();
	await cluster.end('fast');
	const heard: string[] = [];
	const waiting = (reason: string) => void heard.push(reason);
	const impatient = openApp({ ...server.place, waitMs: 600, waiting });
	await expect(impatient).rejects.toMatchObject({ name: 'DatabaseUnreachable' });
	expect(heard).toEqual(['ENOENT']);
	const opened = openApp({ ...server.place, waitMs: 30_000 });
	await pause(700);
	await cluster.start();
	await (await opened).close();
	await server.reopen();
});

test('what does not come right by waiting is said at once', async () => {
	const wrong = server.place.databaseUrl!.replace(/t_\d+_\d+/, 'no_such_database');
	const started = performance.now();
	const opened = connectAsIs({ ...server.place, databaseUrl: wrong }, { waitMs: 30_000 });
	await expect(opened).rejects.toMatchObject({ reason: '3D000' });
	expect(performance.now() - started).toBeLessThan(5_000);
});
