import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { expect, test } from 'vitest';
import type { Change } from '#domain/mutation/change';
import type { SyncReply, Verdict } from '#domain/mutation/protocol';
import { verifyChain } from '#server/sync/chain';
import type { Who } from '#server/sync/who';
import { admission, branch, uuid } from '../support/device';
import { aRequest, aServer, type TestServer } from '../support/server';

/** The whole figure, on both engines: `npm run kills -- --server 1000`. */
const KILLS = Number(process.env['KILLS'] ?? 12);
const DEVICES = 2;
const BATCH = 30;

function idOf(kind: string, n: number): string {
	return `${kind.repeat(8)}-0000-4000-8000-${String(n).padStart(12, '0')}`;
}

class Prey {
	#child: ChildProcess | undefined;
	#port = '';
	readonly #env: Record<string, string>;

	constructor({ dataDir, databaseUrl }: TestServer['place']) {
		this.#env = { DATA_DIR: dataDir, DATABASE_URL: databaseUrl ?? '' };
	}

	async start(): Promise<void> {
		const script = new URL('../support/kill-server.ts', import.meta.url).pathname;
		const child = spawn(process.execPath, [script], {
			env: { ...process.env, ...this.#env },
			stdio: ['ignore', 'pipe', 'inherit']
		});
		const [line] = (await Promise.race([
			once(child.stdout!, 'data'),
			once(child, 'exit').then(() => [''])
		])) as [Buffer | string];
		this.#port = line.toString().trim();
		if (!this.#port) throw new Error('the server did not start');
		this.#child = child;
	}

	async kill(): Promise<void> {
		const gone = once(this.#child!, 'exit');
		this.#child!.kill('SIGKILL');
		await gone;
	}

	async send(who: Who, changes: Change[]): Promise<SyncReply> {
		const body = JSON.stringify({ who, request: aRequest({ changes, device: who.device }) });
		const response = await fetch(`http://127.0.0.1:${this.#port}/`, { method: 'POST', body });
		return (await response.json()) as SyncReply;
	}
}

/** A device that keeps what was not acknowledged and sends it again, oldest first. */
class Sender {
	readonly who: Who;
	readonly made: Change[] = [];
	readonly acknowledged = new Map<string, Verdict>();
	/** Replies that never came. */
	cut = 0;
	readonly #prey: Prey;
	readonly #offset: number;

	constructor(who: Who, prey: Prey, offset: number) {
		this.who = who;
		this.#prey = prey;
		this.#offset = offset;
	}

	/** A new member, then an edit of him: the second counts only on top of the first. */
	#make(): void {
		const n = this.#offset + this.made.length / 2;
		const at = '2026-11-24T06:00:00.000Z';
		const member = idOf('c', n);
		const admit = { ...admission(n % 9000), id: member };
		const edits = { currentAddress: { from: '', to: `示例路${n}号` } };
		this.made.push(
			{ id: idOf('a', n), name: 'member.admit', args: admit, at },
			{ id: idOf('e', n), name: 'member.edit', args: { id: member, edits }, at }
		);
	}

	get waiting(): Change[] {
		return this.made.filter(({ id }) => !this.acknowledged.has(id));
	}

	async push(): Promise<void> {
		while (this.waiting.length < BATCH) this.#make();
		await this.#exchange();
	}

	async drain(): Promise<void> {
		while (this.waiting.length > 0) await this.#exchange();
	}

	async #exchange(): Promise<void> {
		let reply: SyncReply;
		try {
			reply = await this.#prey.send(this.who, this.waiting.slice(0, BATCH));
		} catch {
			// Killed before the answer: nothing is known, everything is sent again.
			this.cut++;
			return;
		}
		for (const verdict of reply.verdicts) this.acknowledged.set(verdict.id, verdict);
	}
}

test(
	`[S-2] the server killed ${KILLS} times during a push: every acknowledged change is there once`,
	async () => {
		const server = await aServer();
		await server.app.close();
		const prey = new Prey(server.place);
		const senders = Array.from({ length: DEVICES }, (_, n) => {
			const who = { ...server.who(server.secretary(branch)), device: uuid(`d${n}`) };
			return new Sender(who, prey, n * 100_000);
		});
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
		const log = await server.app.db.selectFrom('change_log').selectAll().execute();
		const clockOf = new Map(log.map((line) => [line.change_id, line.clock]));
		expect(clockOf.size).toBe(log.length);
		const rows = await server.pullAll(server.secretary(branch));
		const addresses = new Map(rows.map(([, id, , row]) => [id, row?.['currentAddress']]));
		for (const sender of senders) {
			expect(sender.acknowledged.size).toBe(sender.made.length);
			for (const { id, name, args } of sender.made) {
				const verdict = sender.acknowledged.get(id)!;
				expect(verdict.verdict).toBe('applied');
				expect(clockOf.get(id)).toBe(verdict.clock);
				if (name === 'member.edit') {
					const { edits } = args as { edits: { currentAddress: { to: string } } };
					expect(addresses.get(args['id'] as string)).toBe(edits.currentAddress.to);
				}
			}
		}
		const applied = log.filter(({ clock }) => clock !== null).map(({ clock }) => clock);
		expect(applied.sort((a, b) => a! - b!)).toEqual(applied.map((_, n) => n + 1));
		expect((await verifyChain(server.app.db, server.campus)).ok).toBe(true);
		const cut = senders.reduce((sum, sender) => sum + sender.cut, 0);
		expect(cut, 'kills that cut an answer').toBeGreaterThan(KILLS / 4);
		await server.close();
	},
	60_000 + KILLS * 5_000
);
