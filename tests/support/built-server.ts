import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The built app as a person starts it (`npm start`), on a database that does not exist yet. */
export interface BuiltServer {
	origin: string;
	port: number;
	dataDir: string;
	/** Everything it printed so far, standard output and errors. */
	output(): string;
	/** SIGKILL, as a power cut would; data stays. */
	kill(): Promise<void>;
	/** SIGTERM, as an administrator would; data stays. */
	stop(): Promise<void>;
	/** Starts it again on the same data and port. */
	restart(): Promise<void>;
	/** Stops it and removes its data. */
	dispose(): Promise<void>;
}

async function freePort(): Promise<number> {
	return new Promise((resolve, reject) => {
		const probe = createServer();
		probe.once('error', reject);
		probe.listen(0, '127.0.0.1', () => {
			const address = probe.address();
			if (typeof address !== 'object' || !address) return reject(new Error('no port'));
			probe.close(() => resolve(address.port));
		});
	});
}

async function healthy(origin: string, child: ChildProcess, output: () => string): Promise<void> {
	const until = Date.now() + 180_000;
	for (;;) {
		if (child.exitCode !== null)
			throw new Error(`server ended with ${child.exitCode}\n${output()}`);
		try {
			const reply = await fetch(`${origin}/api/health`);
			if (reply.ok) return;
		} catch (error) {
			if (Date.now() > until)
				throw new Error(`server did not answer\n${output()}`, { cause: error });
		}
		await new Promise((resolve) => setTimeout(resolve, 100));
	}
}

/**
 * `demoPassword`: the demo campus with one password for all; else an empty database with its set-up
 * link. `databaseUrl`: PostgreSQL, which several servers may share under one `escrowKey`.
 */
export async function startBuilt(
	options: { demoPassword?: string; databaseUrl?: string; escrowKey?: string } = {}
): Promise<BuiltServer> {
	const port = await freePort();
	const dataDir = mkdtempSync(join(tmpdir(), 'branchbook-data-'));
	const origin = `http://127.0.0.1:${port}`;
	let text = '';
	let child: ChildProcess;

	const start = async () => {
		const demo = options.demoPassword !== undefined;
		child = spawn(process.execPath, ['src/start.js', ...(demo ? ['--demo'] : [])], {
			env: {
				...process.env,
				PORT: String(port),
				HOST: '127.0.0.1',
				ORIGIN: origin,
				DATA_DIR: dataDir,
				DATABASE_URL: options.databaseUrl ?? '',
				...(options.escrowKey === undefined ? {} : { ESCROW_KEY: options.escrowKey }),
				...(demo ? { DEMO_PASSWORD: options.demoPassword } : {})
			},
			stdio: ['ignore', 'pipe', 'pipe']
		});
		child.stdout?.on('data', (chunk: Buffer) => (text += chunk.toString()));
		child.stderr?.on('data', (chunk: Buffer) => (text += chunk.toString()));
		await healthy(origin, child, () => text);
	};
	const end = async (signal: NodeJS.Signals) => {
		if (child.exitCode !== null || child.signalCode !== null) return;
		const gone = new Promise((resolve) => child.once('exit', resolve));
		child.kill(signal);
		await gone;
	};
	await start();
	return {
		origin,
		port,
		dataDir,
		output: () => text,
		kill: () => end('SIGKILL'),
		stop: () => end('SIGTERM'),
		restart: start,
		async dispose() {
			await end('SIGTERM');
			rmSync(dataDir, { recursive: true, force: true });
		}
	};
}
