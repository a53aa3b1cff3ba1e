import { z } from 'zod';
import { HandedIn, type HandIn } from '#domain/account/parcel';
import { Rescued, type Rescue } from '#domain/account/rescue';
import { SyncReply, type SyncRequest, type WireRow } from '#domain/protocol/protocol';
import { PhotoBytes, PhotoState, type PhotoPiece } from '#domain/picture/photo-transfer';
import { send, type Answer, type Call, type Fetch } from '#sync/loop/post';

/** What the server says of a session. */
export const SessionInfo = z.looseObject({
	account: z.string(),
	kind: z.enum(['u', 'a']),
	orgId: z.string(),
	orgName: z.string(),
	mustChange: z.boolean(),
	serverTime: z.string(),
	/** Whether the server holds this device’s data key for the day the password is lost. */
	escrowed: z.boolean().optional(),
	/** A superior has reset the password lately: when, and the name of his organisation. */
	reset: z.looseObject({ at: z.string().max(40), by: z.string().max(200) }).optional()
});
export type SessionInfo = z.infer<typeof SessionInfo>;

/** A device as it signs in: the secret proves it the next time. */
export interface EnrolledDevice {
	id: string;
	name: string;
	secret?: string | undefined;
}

export interface Credentials {
	account: string;
	password: string;
	device: EnrolledDevice;
}

/** The rows of a page are many and large: their outline is looked at, not every field of each. */
function areWireRows(value: unknown): value is WireRow[] {
	return (
		Array.isArray(value) &&
		value.every(
			(row: unknown) =>
				Array.isArray(row) &&
				row.length === 4 &&
				typeof row[0] === 'string' &&
				typeof row[1] === 'string' &&
				Number.isSafeInteger(row[2]) &&
				(row[3] === null || isRowOf(row[1], row[3]))
		)
	);
}

function isRowOf(id: string, row: unknown): boolean {
	return typeof row === 'object' && row !== null && (row as { id?: unknown }).id === id;
}

const LeanReply: z.ZodType<SyncReply> = SyncReply.extend({
	rows: z.custom<WireRow[]>(areWireRows)
});

const Changed = z.looseObject({ ok: z.literal(true) });
const DataKey = z.looseObject({ key: z.string().max(64) });

/** The calls of the API, each with the shape of its answer. */
export class Wire {
	readonly #fetch: Fetch;

	constructor(fetch: Fetch = (path, init) => globalThis.fetch(path, init)) {
		this.#fetch = fetch;
	}

	#send<T>(call: Call<T>, stop?: AbortSignal): Promise<Answer<T>> {
		return send(call, this.#fetch, stop);
	}

	sync(request: SyncRequest, stop?: AbortSignal): Promise<Answer<SyncReply>> {
		const body = JSON.stringify(request);
		return this.#send({ method: 'POST', path: '/api/sync', body, shape: LeanReply }, stop);
	}

	signIn(credentials: Credentials): Promise<Answer<SessionInfo>> {
		const body = JSON.stringify(credentials);
		return this.#send({ method: 'POST', path: '/api/session', body, shape: SessionInfo });
	}

	session(): Promise<Answer<SessionInfo>> {
		return this.#send({ method: 'GET', path: '/api/session', shape: SessionInfo });
	}

	/** `emptied`: nothing is left on the device either, so it leaves the list of devices. */
	signOut(emptied: boolean): Promise<Answer<void>> {
		const path = emptied ? '/api/session?device=emptied' : '/api/session';
		return this.#send({ method: 'DELETE', path });
	}

	changePassword(current: string, next: string): Promise<Answer<{ ok: true }>> {
		const body = JSON.stringify({ current, next });
		return this.#send({ method: 'POST', path: '/api/password', body, shape: Changed });
	}

	/** Whether this device is still welcome; asked without a session. */
	deviceStatus(id: string, secret: string | undefined): Promise<Answer<{ ok: true }>> {
		return this.#send({ method: 'GET', path: `/api/device?id=${id}`, secret, shape: Changed });
	}

	/** The data key, base64; given once, right after signing in on its own device. */
	escrow(): Promise<Answer<{ key: string }>> {
		return this.#send({ method: 'GET', path: '/api/escrow', shape: DataKey });
	}

	deposit(key: string): Promise<Answer<{ ok: true }>> {
		const body = JSON.stringify({ key });
		return this.#send({ method: 'POST', path: '/api/escrow', body, shape: Changed });
	}

	sendPhoto(piece: PhotoPiece, stop?: AbortSignal): Promise<Answer<PhotoState>> {
		const body = JSON.stringify(piece);
		return this.#send({ method: 'POST', path: '/api/photo', body, shape: PhotoState }, stop);
	}

	/** The bytes of a photo, base64; null while they have not arrived. */
	photo(
		{ member, photo }: { member: string; photo: string },
		stop?: AbortSignal
	): Promise<Answer<PhotoBytes>> {
		const path = `/api/photo?member=${member}&photo=${photo}`;
		return this.#send({ method: 'GET', path, shape: PhotoBytes }, stop);
	}

	/** A part of another device’s file; the answer says what became of its changes. */
	handIn(part: HandIn, stop?: AbortSignal): Promise<Answer<HandedIn>> {
		const body = JSON.stringify(part);
		return this.#send({ method: 'POST', path: '/api/parcels', body, shape: HandedIn }, stop);
	}

	rescue(rescue: Rescue, secret: string | undefined): Promise<Answer<Rescued>> {
		const body = JSON.stringify(rescue);
		const path = '/api/device/rescue';
		return this.#send({ method: 'POST', path, body, secret, shape: Rescued });
	}
}
