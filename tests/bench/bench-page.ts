import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join, resolve } from 'node:path';
import type { Browser, Page } from '@playwright/test';
import { build } from 'vite';
import { readRequest } from '#server/sync/read-request';
import { syncText } from '#server/sync/handle-sync';
import { launchChromium } from '../support/chromium';
import type { Campus } from './made-up-campus';
import type { PageWorkloads } from './page/main';

/** The answer to a path of the bench’s own, as JSON text. */
export type Answers = Record<string, (body: string) => string | Promise<string>>;

const types: Record<string, string> = { '.html': 'text/html', '.js': 'text/javascript' };

/** A real Chromium with the bench’s page, and the server it talks to. */
export interface BenchPage {
	run<K extends keyof PageWorkloads>(
		name: K,
		job: Parameters<PageWorkloads[K]>[0]
	): Promise<Awaited<ReturnType<PageWorkloads[K]>>>;
	/** Bytes that went over the wire so far, both ways: everything, and the bodies of answers of ours. */
	bytes(): { all: number; bodies: number };
	close(): Promise<void>;
}

let built: Promise<string> | undefined;

/** The page is built once per run; its floors are the product’s own. */
function buildPage(): Promise<string> {
	built ??= (async () => {
		const outDir = mkdtempSync(join(tmpdir(), 'branchbook-page-'));
		process.once('exit', () => rmSync(outDir, { recursive: true, force: true }));
		await build({
			configFile: false,
			root: resolve('tests/bench/page'),
			logLevel: 'error',
			worker: { format: 'es' },
			build: { outDir, emptyOutDir: true, target: 'es2022', chunkSizeWarningLimit: 2000 }
		});
		return outDir;
	})();
	return built;
}

/** `campus` answers /api/sync as the real endpoint does, for the root’s account. */
export async function openBenchPage(answers: Answers, campus?: Campus): Promise<BenchPage> {
	const folder = await buildPage();
	const sockets = new Set<Socket>();
	let closedBytes = 0;
	let bodies = 0;
	const paths: Answers = campus
		? { ...answers, '/api/sync': (body) => sync(campus, body) }
		: answers;
	const count = (text: string) => {
		bodies += Buffer.byteLength(text);
		return text;
	};
	const answer = (path: string) => {
		const how = paths[path];
		return how && (async (body: string) => count(await how(count(body))));
	};
	const server = createServer((request, response) => void serve(folder, answer, request, response));
	server.on('connection', (socket) => {
		sockets.add(socket);
		socket.on('close', () => {
			sockets.delete(socket);
			closedBytes += bytesOf(socket);
		});
	});
	await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
	const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	const browser = await launchChromium();
	const page = await pageAt(browser, origin);
	return {
		run: (name, job) =>
			// The page is told in its own words: types end at its door.
			page.evaluate<never>(`globalThis.bench.${name}(${JSON.stringify(job)})`),
		bytes: () => ({
			all: [...sockets].reduce((sum, socket) => sum + bytesOf(socket), closedBytes),
			bodies
		}),
		async close() {
			await browser.close();
			server.closeAllConnections();
			await new Promise((done) => server.close(done));
		}
	};
}

function bytesOf(socket: Socket): number {
	return socket.bytesRead + socket.bytesWritten;
}

async function pageAt(browser: Browser, origin: string): Promise<Page> {
	const page = await browser.newPage();
	await page.goto(origin);
	await page.waitForFunction(() => 'bench' in globalThis);
	return page;
}

async function sync(campus: Campus, body: string): Promise<string> {
	const asked = readRequest(JSON.parse(body));
	if (!asked.ok) throw new Error(`refused with ${asked.response.status}`);
	return syncText(campus.app, asked.data, campus.principal(campus.root));
}

async function serve(
	folder: string,
	answers: (path: string) => Answers[string] | undefined,
	request: IncomingMessage,
	response: ServerResponse
): Promise<void> {
	// Isolated pages have a fine clock.
	response.setHeader('cross-origin-opener-policy', 'same-origin');
	response.setHeader('cross-origin-embedder-policy', 'require-corp');
	const path = request.url === '/' ? '/index.html' : request.url!;
	const answer = answers(path);
	try {
		if (answer) {
			response.setHeader('content-type', 'application/json; charset=utf-8');
			response.end(await answer(await bodyOf(request)));
		} else {
			const bytes = readFileSync(join(folder, path));
			response.setHeader('content-type', types[extname(path)] ?? 'application/octet-stream');
			response.end(bytes);
		}
	} catch (error) {
		console.error('bench server', path, error);
		response.writeHead(500).end();
	}
}

async function bodyOf(request: IncomingMessage): Promise<string> {
	const parts: Buffer[] = [];
	for await (const part of request) parts.push(part as Buffer);
	return Buffer.concat(parts).toString();
}
