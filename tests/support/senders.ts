import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { expect } from 'vitest';
import type { Change } from '#domain/protocol/change';
import type { SyncReply, Verdict } from '#domain/protocol/protocol';
import { verifyChain } from '#server/sync/chain';
import type { Principal } from '#server/sync/principal';
import { admission, branch, uuid } from './device';
import { aRequest, type TestServer } from './server';

const BATCH = 30;

function idOf(kind: string, n: number): string {
	return `${kind.repeat(8)}-0000-4000-8000-${String(n).padStart(12, '0')}`;
}

/** The server as a process of its own (kill-server.ts). */
export class Prey {
	#child: ChildProcess | undefined;
	#port = '';
	readonly #env: Record<string, string>;

	constructor({ dataDir, databaseUrl }: TestServer['place'], env: Record<string, string> = {}) {
		this.#env = { DATA_DIR: dataDir, DATABASE_URL: databaseUrl ?? '', ...env };
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

	get hasEnded(): boolean {
		return this.#child?.exitCode !== null || this.#child.signalCode !== null;
	}

	async kill(): Promise<void> {
		const gone = once(this.#child!, 'exit');
		this.#child!.kill('SIGKILL');
		await gone;
	}

	async send(principal: Principal, changes: Change[]): Promise<SyncReply> {
		const body = JSON.stringify({
			principal,
			request: aRequest({ changes, device: principal.device })
		});
		const response = await fetch(`http://127.0.0.1:${this.#port}/`, { method: 'POST', body });
		if (!response.ok) throw new Error(`the server said ${response.status}`);
		return (await response.json()) as SyncReply;
	}
}

/** A device that keeps what was not acknowledged and sends it again, oldest first. */
export class Sender {
	readonly principal: Principal;
	readonly made: Change[] = [];
	readonly acknowledged = new Map<string, Verdict>();
	/** Replies that never came. */
	cut = 0;
	readonly #prey: Prey;
	readonly #offset: number;

	constructor(principal: Principal, prey: Prey, offset: number) {
		this.principal = principal;
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
			reply = await this.#prey.send(this.principal, this.waiting.slice(0, BATCH));
		} catch {
			// Killed before the answer, or no database: nothing is known, everything is sent again.
			this.cut++;
			return;
		}
		for (const verdict of reply.verdicts) this.acknowledged.set(verdict.id, verdict);
	}
}

/** Devices of one branch that push at once. */
export function sendersTo(prey: Prey, server: TestServer, count: number): Sender[] {
	return Array.from({ length: count }, (_, n) => {
		const principal = { ...server.principal(server.secretary(branch)), device: uuid(`d${n}`) };
		return new Sender(principal, prey, n * 100_000);
	});
}

/** Every change was acknowledged as applied, and is in the log, in the rows and in the chain once. */
export async function expectEachOnce(
	server: TestServer,
	senders: readonly Sender[]
): Promise<void> {
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
}
