import type { SimReply } from './sim-server';
import type { SimTab } from './sim-device';

/** One request on its way out, or its answer on the way back. */
export interface Call {
	serial: number;
	tab: SimTab;
	token: string;
	body: string;
	at: number;
	/** Set once the server has answered. */
	reply?: SimReply;
	/** The device waits no longer: it gave up, was killed, or the line was cut. */
	isDeaf: boolean;
	settle(reply: SimReply | undefined): void;
}

/** The wires between all devices and the server. Nothing moves on it unless an event says so. */
export class Network {
	readonly calls: Call[] = [];
	#serial = 0;
	onCall: ((call: Call) => void) | undefined;

	fetch(tab: SimTab, path: string, init: RequestInit): Promise<Response> {
		if (path !== '/api/sync') throw new Error(`no such path ${path}`);
		if (!tab.isAlive || !tab.device.isOnline) return Promise.reject(new TypeError('no network'));
		return new Promise((resolve, reject) => {
			const call: Call = {
				serial: ++this.#serial,
				tab,
				token: tab.device.token,
				body: String(init.body),
				at: 0,
				isDeaf: false,
				settle: (reply) => {
					if (call.isDeaf) return;
					call.isDeaf = true;
					if (reply) resolve(responseOf(reply));
					else reject(new TypeError('the line is cut'));
				}
			};
			init.signal?.addEventListener('abort', () => call.settle(undefined), { once: true });
			this.calls.push(call);
			this.onCall?.(call);
		});
	}

	take(call: Call): void {
		const at = this.calls.indexOf(call);
		if (at >= 0) this.calls.splice(at, 1);
	}

	/** A killed page hears nothing more; what it sent is still under way. */
	forget(tab: SimTab): void {
		for (const call of this.calls) if (call.tab === tab) call.isDeaf = true;
	}

	/** The network of one device goes: what waits for an answer fails at once. */
	cut(tab: SimTab): void {
		for (const call of [...this.calls]) if (call.tab === tab) call.settle(undefined);
	}
}

/** As much of a Response as the app reads, without the cost of a body stream. */
function responseOf({ status, headers, text }: SimReply): Response {
	const isRedirect = status >= 300 && status < 400;
	return {
		status,
		ok: status === 200,
		type: isRedirect ? 'opaqueredirect' : 'basic',
		headers: new Headers(headers),
		text: async () => text
	} as Response;
}
