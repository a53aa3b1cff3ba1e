import { createServer, request, type IncomingMessage } from 'node:http';

/** What a proxy of a campus network does with a request in place of passing it on. */
export type Meddling = (path: string, body: Buffer) => { status: number; page: string } | undefined;

export interface Proxy {
	origin: string;
	meddle: Meddling;
	close(): Promise<void>;
}

/** Stands before a server on loopback and passes on what it has nothing against. */
export async function startProxy(target: string): Promise<Proxy> {
	const { host, hostname, port } = new URL(target);
	const server = createServer((asked, answer) => {
		void bodyOf(asked).then((body) => {
			const { method = 'GET', url: path = '/' } = asked;
			const own = proxy.meddle(path, body);
			if (own) {
				answer.writeHead(own.status, { 'content-type': 'text/html' }).end(own.page);
				return;
			}
			const headers = { ...asked.headers, host, connection: 'close' };
			if (headers.origin) headers.origin = target;
			const on = request({ hostname, port, method, path, headers }, (given) => {
				answer.writeHead(given.statusCode ?? 502, given.headers);
				given.pipe(answer);
			});
			on.on('error', () => answer.destroy());
			answer.on('close', () => on.destroy());
			on.end(body);
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const address = server.address();
	const own = typeof address === 'object' && address ? address.port : 0;
	const proxy: Proxy = {
		origin: `http://127.0.0.1:${own}`,
		meddle: () => undefined,
		close: () =>
			new Promise((resolve) => {
				server.close(() => resolve());
				server.closeAllConnections();
			})
	};
	return proxy;
}

async function bodyOf(asked: IncomingMessage): Promise<Buffer> {
	const chunks: Buffer[] = [];
	for await (const chunk of asked) chunks.push(chunk as Buffer);
	return Buffer.concat(chunks);
}
