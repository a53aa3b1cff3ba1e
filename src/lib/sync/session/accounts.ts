import { z } from 'zod';
import { AccountList, DeviceList } from '#domain/account/device';
import {
	HandoverList,
	HandoverOutcome,
	HandoverPage,
	type HandoverDecision
} from '#domain/account/handover';
import { send, type Answer, type Fetch } from '#sync/loop/post';
import { fine, notSent, type SessionResult } from '#sync/session/session-problem';

/** Accounts and devices are no synced rows: each of these asks the server, and needs a network. */
const browserFetch: Fetch = (path, init) => globalThis.fetch(path, init);

const Done = z.looseObject({ ok: z.literal(true) });
const Code = z.looseObject({ code: z.string().max(60), until: z.string().max(40) });
export type ActivationCode = z.infer<typeof Code>;

export type Asked<T> = { ok: true; value: T } | Extract<SessionResult, { ok: false }>;

function asked<T>(answer: Answer<T>): Asked<T> {
	return answer.kind === 'ok' ? { ok: true, value: answer.value } : notSent(answer);
}

function done(answer: Answer<unknown>): SessionResult {
	return answer.kind === 'ok' ? fine : notSent(answer);
}

/** The devices of the account that is signed in. */
export async function listDevices(fetch = browserFetch): Promise<Asked<DeviceList>> {
	return asked(await send({ method: 'GET', path: '/api/devices', shape: DeviceList }, fetch));
}

export async function renameThisDevice(name: string, fetch = browserFetch): Promise<SessionResult> {
	const body = JSON.stringify({ name });
	return done(await send({ method: 'POST', path: '/api/devices', body, shape: Done }, fetch));
}

/** `password`: the own one, once more. */
export async function revokeDevice(
	asking: { account: string; device: string; password: string },
	fetch = browserFetch
): Promise<SessionResult> {
	const body = JSON.stringify(asking);
	return done(
		await send({ method: 'POST', path: '/api/devices/revoke', body, shape: Done }, fetch)
	);
}

/** The accounts of an organisation below the own one. */
export async function listAccounts(
	orgId: string,
	fetch = browserFetch
): Promise<Asked<AccountList>> {
	const path = `/api/accounts?org=${encodeURIComponent(orgId)}`;
	return asked(await send({ method: 'GET', path, shape: AccountList }, fetch));
}

/** The activation code; it is told this once. */
export async function resetPassword(
	asking: { account: string; password: string },
	fetch = browserFetch
): Promise<Asked<ActivationCode>> {
	const body = JSON.stringify(asking);
	return asked(
		await send({ method: 'POST', path: '/api/accounts/reset', body, shape: Code }, fetch)
	);
}

export async function lockAccount(
	asking: { account: string; locked: boolean; password: string },
	fetch = browserFetch
): Promise<SessionResult> {
	const body = JSON.stringify(asking);
	return done(await send({ method: 'POST', path: '/api/accounts/lock', body, shape: Done }, fetch));
}

/** What revoked devices below handed over. */
export async function listHandovers(fetch = browserFetch): Promise<Asked<HandoverList>> {
	return asked(await send({ method: 'GET', path: '/api/handovers', shape: HandoverList }, fetch));
}

/** The changes one of them handed over, a page of them. */
export async function readHandover(
	{ device, from }: { device: string; from: number },
	fetch = browserFetch
): Promise<Asked<HandoverPage>> {
	const path = `/api/handovers?device=${encodeURIComponent(device)}&from=${from}`;
	return asked(await send({ method: 'GET', path, shape: HandoverPage }, fetch));
}

export async function decideHandover(
	asking: { device: string; decision: HandoverDecision; password: string },
	fetch = browserFetch
): Promise<Asked<HandoverOutcome>> {
	const body = JSON.stringify(asking);
	return asked(
		await send({ method: 'POST', path: '/api/handovers', body, shape: HandoverOutcome }, fetch)
	);
}
