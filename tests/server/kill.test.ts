import { expect, test } from 'vitest';
import { expectEachOnce, Prey, sendersTo } from '../support/senders';
import { aServer } from '../support/server';

/** The whole figure, on both engines: `npm run kills -- --server 1000`. */
const KILLS = Number(process.env['KILLS'] ?? 12);
const DEVICES = 2;

test(
	`[S-2] the server killed ${KILLS} times during a push: every acknowledged change is there once`,
	async () => {
		const server = await aServer();
		await server.app.close();
		const prey = new Prey(server.place);
		const senders = sendersTo(prey, server, DEVICES);
		let late = 10;
		for (let kill = 0; kill < KILLS; kill++) {
			await prey.start();
			await Promise.all(senders.map((sender) => sender.push()));
			const started = performance.now();
			const pushing = Promise.all(senders.map((sender) => sender.push()));
			const length = pushing.then(() => performance.now() - started);
			// Anywhere between the first byte and a little after the usual answer.
			await new Promise((resolve) => setTimeout(resolve, Math.random() * late));
			await prey.kill();
			await pushing;
			late = Math.max(4, 0.7 * late + 0.3 * 1.5 * (await length));
		}
		await prey.start();
		await Promise.all(senders.map((sender) => sender.drain()));
		await prey.kill();

		await server.reopen();
		await expectEachOnce(server, senders);
		const cut = senders.reduce((sum, sender) => sum + sender.cut, 0);
		expect(cut, 'kills that cut an answer').toBeGreaterThan(KILLS / 4);
		await server.close();
	},
	60_000 + KILLS * 5_000
);
