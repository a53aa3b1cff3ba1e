import type { z } from 'zod';
import { DEVICE_SECRET } from '#domain/account/device';
import { DeviceRevoked, REVOKED_STATUS } from '#domain/account/device-revoked';
import { ApiProblem } from '#domain/protocol/protocol';

/**
 * What came of one call. None of these but `revoked`, and that only for this very device, ever
 * removes anything (V-5).
 */
export type Answer<T> =
	| { kind: 'ok'; value: T }
	/** No network, a time-out, or a body that was cut. */
	| { kind: 'none' }
	/** Something else answered in the server’s place: the campus sign-in page. */
	| { kind: 'portal' }
	/** A proxy refused the request with a page of its own (403); the server has not seen it. */
	| { kind: 'blocked' }
	| { kind: 'signed-out' }
	| { kind: 'must-change' }
	/** The explicit, versioned answer; `device` says who is meant. */
	| { kind: 'revoked'; device: string }
	/** The server speaks another protocol (S-11). */
	| { kind: 'outdated' }
	/** `because` of the server’s database: it does not answer, or has no room. */
	| { kind: 'wait'; seconds: number; because?: 'database' | 'disk' }
	| { kind: 'refused'; status: number; problem: ApiProblem }
	| { kind: 'error' };

export type Failure = Exclude<Answer<never>, { kind: 'ok' }>;

export interface Call<T> {
	method: 'GET' | 'POST' | 'DELETE';
	path: string;
	/** Of the device, where no session speaks for it. */
	secret?: string | undefined;
	/** Already JSON, so that a large body is made only once. */
	body?: string;
	/** Shape of a 200; absent where 204 is the answer. */
	shape?: z.ZodType<T>;
}

export type Fetch = (path: string, init: RequestInit) => Promise<Response>;

const HEAD_MS = 20_000;
const BODY_MS = 60_000;
/** A slow uplink still carries this much a millisecond. */
const UPLOAD_BYTES_PER_MS = 8;
const LONGEST_BODY = 64 * 1024 * 1024;
const WAIT_DEFAULT = 30;
const WAIT_LONGEST = 3600;

/** The only way to the network: every answer becomes one of a few named cases. */
export async function send<T>(call: Call<T>, fetch: Fetch, stop?: AbortSignal): Promise<Answer<T>> {
	const cut = new AbortController();
	const abort = () => cut.abort();
	stop?.addEventListener('abort', abort, { once: true });
	const upload = (call.body?.length ?? 0) / UPLOAD_BYTES_PER_MS;
	let timer = setTimeout(abort, HEAD_MS + upload);
	try {
		const response = await fetch(call.path, requestOf(call, cut.signal));
		clearTimeout(timer);
		timer = setTimeout(abort, BODY_MS);
		return await answerOf(response, call.shape);
	} catch {
		// fetch and body reading fail in one way only: the exchange did not come through.
		return { kind: 'none' };
	} finally {
		clearTimeout(timer);
		stop?.removeEventListener('abort', abort);
	}
}

function requestOf({ method, body, secret }: Call<unknown>, signal: AbortSignal): RequestInit {
	const proof: Record<string, string> = secret === undefined ? {} : { [DEVICE_SECRET]: secret };
	const shared: RequestInit = {
		method,
		signal,
		cache: 'no-store',
		credentials: 'same-origin',
		redirect: 'manual'
	};
	if (body === undefined) return { ...shared, headers: proof };
	return { ...shared, body, headers: { ...proof, 'content-type': 'application/json' } };
}

async function answerOf<T>(
	response: Response,
	shape: z.ZodType<T> | undefined
): Promise<Answer<T>> {
	const { status } = response;
	if (response.type === 'opaqueredirect' || (status >= 300 && status < 400)) {
		return { kind: 'portal' };
	}
	// By its status alone: a proxy before the server says it in its own words (S-10).
	if (status === 413) return { kind: 'refused', status, problem: { code: 'request.too-large' } };
	if (status === 503 || status === 507) return waitingFor(response);
	if (!shape && status === 204) return { kind: 'ok', value: undefined as T };
	if (!/^application\/json\b/.test(response.headers.get('content-type') ?? '')) {
		if (status === 429) return { kind: 'wait', seconds: secondsOf(response) };
		if (status === 403) return { kind: 'blocked' };
		return { kind: status >= 500 ? 'error' : 'portal' };
	}
	const text = await response.text();
	if (text.length > LONGEST_BODY) return { kind: 'error' };
	const data: unknown = JSON.parse(text);
	if (status !== 200) return failureOf(response, data);
	const parsed = shape?.safeParse(data);
	return parsed?.success ? { kind: 'ok', value: parsed.data } : { kind: 'error' };
}

function failureOf(response: Response, data: unknown): Failure {
	const { status } = response;
	if (status === REVOKED_STATUS) {
		const told = DeviceRevoked.safeParse(data);
		return told.success ? { kind: 'revoked', device: told.data.device } : { kind: 'error' };
	}
	if (status === 426) return { kind: 'outdated' };
	const parsed = ApiProblem.safeParse(data);
	if (status === 429) {
		const asked = parsed.success ? parsed.data.retryAfter : undefined;
		return { kind: 'wait', seconds: secondsOf(response, asked) };
	}
	if (!parsed.success || status >= 500) return { kind: 'error' };
	const problem = parsed.data;
	if (problem.code === 'password.must-change') return { kind: 'must-change' };
	if (status === 401 && problem.code !== 'session.refused') return { kind: 'signed-out' };
	return { kind: 'refused', status, problem };
}

/** Whatever stands in front of the server says 503 too; only the server’s own word names a reason. */
async function waitingFor(response: Response): Promise<Failure> {
	const seconds = secondsOf(response);
	const code = await codeOf(response);
	if (code === 'database.full') return { kind: 'wait', seconds, because: 'disk' };
	if (code === 'database.away') return { kind: 'wait', seconds, because: 'database' };
	return { kind: 'wait', seconds };
}

async function codeOf(response: Response): Promise<ApiProblem['code'] | undefined> {
	if (!/^application\/json\b/.test(response.headers.get('content-type') ?? '')) return undefined;
	const said = ApiProblem.safeParse(JSON.parse(await response.text()));
	return said.success ? said.data.code : undefined;
}

/** Retry-After in whole seconds, from the header or the body; bounded, so that a stray value cannot silence the device. */
function secondsOf(response: Response, asked?: number): number {
	const header = Number(response.headers.get('retry-after') ?? Number.NaN);
	const seconds = Number.isFinite(header) ? header : (asked ?? WAIT_DEFAULT);
	return Math.min(Math.max(Math.ceil(seconds), 1), WAIT_LONGEST);
}
