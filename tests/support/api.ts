import type { RequestEvent } from '@sveltejs/kit';
import { serve } from '#server/running';
import { SetupLink } from '#server/setup/setup-link';
import type { Fetch } from '#sync/loop/post';
import { handle, handleError } from '../../src/hooks.server';
import { secretOf, type TestServer } from './server';

type Endpoint = (event: RequestEvent) => Response | Promise<Response>;
const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;

const modules = import.meta.glob<Record<string, Endpoint>>('/src/routes/**/+server.ts', {
	eager: true
});

/** Every route and method there is, read from the disk: `POST /api/sync`. */
export const routes: readonly string[] = Object.entries(modules)
	.flatMap(([file, module]) =>
		METHODS.filter((method) => method in module).map((method) => `${method} ${pathOf(file)}`)
	)
	.toSorted();

function pathOf(file: string): string {
	return file.slice('/src/routes'.length, -'/+server.ts'.length);
}

const ORIGIN = 'http://127.0.0.1:3000';

/**
 * A browser in front of the real hooks and the real endpoints, with its own cookies. Only the socket
 * is missing: `fetch` is what the client engine gets.
 */
export class Caller {
	readonly cookies = new Map<string, string>();
	/** No network while false. */
	reachable = true;
	/** Runs before a request reaches the server; a test counts or cuts here. */
	before: ((path: string, init: RequestInit) => void | Promise<void>) | undefined;
	/** What arrives in place of the server’s answer. */
	after: ((path: string, answer: Response) => Response) | undefined;

	constructor(server: TestServer) {
		serve({ app: server.app, link: new SetupLink() });
	}

	readonly fetch: Fetch = async (path, init) => {
		await this.before?.(path, init);
		if (!this.reachable) throw new TypeError('no network');
		const headers = new Headers(init.headers);
		// Every browser sends it with everything but a GET.
		if (init.method !== 'GET') headers.set('origin', headers.get('origin') ?? ORIGIN);
		const { method = 'GET', body = null } = init;
		const answer = await answerOf(
			new Request(`${ORIGIN}${path}`, { method, body, headers, duplex: 'half' } as RequestInit),
			this.cookies
		);
		return this.after?.(path, answer) ?? answer;
	};

	json(method: string, path: string, body?: unknown, more = {}): Promise<Response> {
		if (body === undefined) return this.fetch(path, { method, headers: more });
		const headers = { ...more, 'content-type': 'application/json' };
		return this.fetch(path, { method, headers, body: JSON.stringify(body) });
	}

	/** Signs in; the status tells how it went. */
	async signIn(
		account: string,
		password: string,
		id: string,
		secret = secretOf(id)
	): Promise<number> {
		const body = { account, password, device: { id, name: '测试设备', secret } };
		return (await this.json('POST', '/api/session', body)).status;
	}
}

/** What the hooks and the endpoint say; cookies are read from the jar and set in it. */
export async function answerOf(request: Request, jar: Map<string, string>): Promise<Response> {
	const event = {
		request,
		url: new URL(request.url),
		locals: {},
		getClientAddress: () => '192.0.2.1',
		cookies: {
			get: (name: string) => jar.get(name),
			set: (name: string, value: string) => void jar.set(name, value),
			delete: (name: string) => void jar.delete(name)
		}
	} as unknown as RequestEvent;
	return handle({ event, resolve: (given) => resolvedOrError(given) });
}

/** As the framework does with what nobody caught. */
async function resolvedOrError(event: RequestEvent): Promise<Response> {
	try {
		return await resolve(event);
	} catch (error) {
		await handleError({ error, event, status: 500, message: 'Internal Error' });
		return new Response('Internal Error', { status: 500 });
	}
}

async function resolve(event: RequestEvent): Promise<Response> {
	const module = modules[`/src/routes${event.url.pathname}/+server.ts`];
	if (!module) return new Response('not found', { status: 404 });
	const endpoint = module[event.request.method];
	return endpoint ? endpoint(event) : new Response('no such method', { status: 405 });
}
