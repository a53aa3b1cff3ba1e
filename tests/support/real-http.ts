import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequest, setResponse } from '@sveltejs/kit/node';
import { serve } from '#server/running';
import { SetupLink } from '#server/setup/setup-link';
import { answerOf } from './api';
import { secretOf, type TestServer } from './server';

/** The hooks and endpoints behind a socket, by the same bridge as the built server’s. */
export class RealHttp {
	readonly origin: string;
	readonly #server: Server;

	static async listen(server: TestServer): Promise<RealHttp> {
		serve({ app: server.app, link: new SetupLink() });
		const listener = createServer((incoming, outgoing) => {
			void (async () => {
				const base = `http://${incoming.headers.host}`;
				const request = await getRequest({ request: incoming, base });
				const cookies = cookiesOf(incoming.headers.cookie ?? '');
				const before = new Map(cookies);
				const response = await answerOf(request, cookies);
				for (const [name, value] of cookies)
					if (before.get(name) !== value) response.headers.append('set-cookie', `${name}=${value}`);
				await setResponse(outgoing, response);
			})();
		});
		await new Promise<void>((ready) => listener.listen(0, '127.0.0.1', ready));
		return new RealHttp(listener);
	}

	private constructor(server: Server) {
		this.#server = server;
		this.origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	}

	json(method: string, path: string, body: unknown, cookie = ''): Promise<Response> {
		const headers = { origin: this.origin, 'content-type': 'application/json', cookie };
		return fetch(`${this.origin}${path}`, { method, headers, body: JSON.stringify(body) });
	}

	/** The cookie of the session. */
	async signIn(account: string, password: string, id: string): Promise<string> {
		const device = { id, name: '测试设备', secret: secretOf(id) };
		const response = await this.json('POST', '/api/session', { account, password, device });
		await response.body?.cancel();
		return response.headers.getSetCookie().join('; ');
	}

	close(): Promise<void> {
		this.#server.closeAllConnections();
		return new Promise((done) => this.#server.close(() => done()));
	}
}

function cookiesOf(header: string): Map<string, string> {
	const pairs = header.split('; ').filter((pair) => pair.includes('='));
	return new Map(
		pairs.map((pair) => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)])
	);
}
