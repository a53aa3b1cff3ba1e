/**
 * `npm start`: builds when there is no current build, then serves it.
 * Environment: PORT, HOST, ORIGIN, DATA_DIR, DATABASE_URL, DEMO_PASSWORD (with --demo); README has
 * the table.
 */
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const OLDEST = [24, 7];
const STOP_MS = 10_000;
/** A request that comes while the database is waited for is told to come again. */
const STARTING_MS = 5_000;
/** What an administrator has to put right. */
const REFUSALS = new Set(['DatabaseUnreachable', 'StartRefused']);
const METHODS = new Set(['GET', 'HEAD', 'POST', 'DELETE']);

process.chdir(join(dirname(fileURLToPath(import.meta.url)), '..'));
if (isNewEnough(process.versions.node)) await main();
else runOnOwnNode();

/** @param {string} version */
function isNewEnough(version) {
	const [major = 0, minor = 0] = version.split('.').map(Number);
	return major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1]);
}

/** @param {string} message @returns {never} */
function fail(message) {
	console.error(message);
	process.exit(1);
}

/** An older Node hands over to the one that `npm ci` brought along. */
function runOnOwnNode() {
	const own = 'node_modules/.bin/node';
	const version = existsSync(own) ? spawnSync(own, ['--version'], { encoding: 'utf8' }).stdout : '';
	if (!isNewEnough((version ?? '').trim().slice(1) || '0.0')) {
		fail(
			`Node ${OLDEST.join('.')} or newer is needed; this is ${process.versions.node}. ` +
				'Run npm ci (it brings Node on Linux x64), or install a newer Node.'
		);
	}
	const child = spawn(own, process.argv.slice(1), { stdio: 'inherit' });
	for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, () => child.kill(signal));
	child.on('exit', (code) => process.exit(code ?? 1));
}

async function main() {
	const { env } = process;
	const demo = process.argv.includes('--demo');
	if (env.DEMO_PASSWORD && !demo) fail('DEMO_PASSWORD is for --demo only. Leave it out.');
	env.HOST ||= '127.0.0.1';
	env.PORT ||= '3000';
	env.ORIGIN ||= `http://${env.HOST}:${env.PORT}`;
	env.BRANCHBOOK_DEMO = demo ? '1' : '';
	env.BRANCHBOOK_CLOCK_IS_RIGHT = process.argv.includes('--clock-is-right') ? '1' : '';
	const { addressProblem, addressSettings } = await import('./lib/server/http/client-address.ts');
	const problem = addressProblem(env);
	if (problem) fail(problem);
	Object.assign(env, addressSettings(env));
	// The API counts bodies itself, answers in its own words and drains what is too much; the adapter
	// would drop the connection, and the answer with it.
	env.BODY_SIZE_LIMIT = 'Infinity';
	if (!isBuilt()) build();
	await serve(env);
}

/** A build is current when it is of this commit and no source is newer than it. */
function isBuilt() {
	const made = ['build/handler.js', 'build/client/_app/version.json'];
	if (!made.every((file) => existsSync(file))) return false;
	const { version } = JSON.parse(readFileSync(made[1], 'utf8'));
	const sources = ['src', 'static', 'svelte.config.js', 'vite.config.ts', 'package.json'];
	const newest = Math.max(...sources.map(newestIn));
	const name = process.env.BUILD_NAME || commit();
	return (!name || version === name) && statSync(made[0]).mtimeMs >= newest;
}

/** @param {string} path @returns {number} */
function newestIn(path) {
	const stat = statSync(path);
	if (!stat.isDirectory()) return stat.mtimeMs;
	return Math.max(stat.mtimeMs, ...readdirSync(path).map((name) => newestIn(join(path, name))));
}

/** Empty outside a repository; the times of the files then decide alone. */
function commit() {
	try {
		const stdio = ['ignore', 'pipe', 'ignore'];
		return execFileSync('git', ['rev-parse', '--short=12', 'HEAD'], { stdio }).toString().trim();
	} catch {
		// No git, or no repository.
		return '';
	}
}

function build() {
	console.log('Building. This takes a few seconds, once.');
	const vite = ['node_modules/vite/bin/vite.js', 'build', '--logLevel', 'error'];
	const { status } = spawnSync(process.execPath, vite, { stdio: 'inherit' });
	if (status !== 0) fail('The build did not succeed; nothing was started.');
}

async function serve({ HOST, PORT, ORIGIN }) {
	const { securityHeaders } = await import('./lib/server/http/security-headers.ts');
	const headers = new Map(Object.entries(securityHeaders(ORIGIN)));
	const app = Promise.withResolvers();
	const server = createServer({ requestTimeout: 120_000 }, (request, response) => {
		response.setHeaders(headers);
		if (!METHODS.has(request.method)) {
			response.writeHead(405, { allow: [...METHODS].join(', ') }).end();
			return;
		}
		// The browser has to see a new version of the worker at once.
		if (request.url.startsWith('/service-worker.js')) {
			response.setHeader('cache-control', 'no-cache');
		}
		const late = setTimeout(
			() => response.writeHead(503, { 'retry-after': '5' }).end(),
			STARTING_MS
		);
		void app.promise.then((handler) => {
			clearTimeout(late);
			if (!response.writableEnded) handler(request, response);
		});
	});
	server.on('error', (error) => {
		if (error.code === 'EADDRINUSE')
			fail(`Port ${PORT} on ${HOST} is taken. Set PORT to another one.`);
		fail(`Cannot listen on ${HOST}:${PORT}: ${error.code}`);
	});
	// The port first: a taken one is said before the database is touched.
	await new Promise((resolve) => server.listen(Number(PORT), HOST, resolve));
	app.resolve(await handler());
	console.log(`Branchbook is at ${ORIGIN}`);
	for (const signal of ['SIGTERM', 'SIGINT']) process.once(signal, () => void stop(server, signal));
}

/** What an administrator has to put right is told in a few lines. */
async function handler() {
	try {
		return (await import(new URL('../build/handler.js', import.meta.url).href)).handler;
	} catch (error) {
		if (REFUSALS.has(error?.name)) fail(error.message);
		throw error;
	}
}

/** Requests under way are finished, streams end, the database is closed last. */
async function stop(server, signal) {
	const closed = new Promise((resolve) => server.close(resolve));
	process.emit('branchbook:stopping', signal);
	server.closeIdleConnections();
	const late = setTimeout(() => server.closeAllConnections(), STOP_MS);
	await closed;
	clearTimeout(late);
	const listeners = process.listeners('sveltekit:shutdown');
	await Promise.all(listeners.map((listener) => listener(signal)));
	process.exit(0);
}
