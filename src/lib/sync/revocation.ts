import { rescueLimits, type Rescued } from '#domain/account/rescue';
import { toBase64 } from '#store/base64';
import { sealedRemains } from '#store/revoked-vault';
import type { DeviceVault } from '#sync/device-vault';
import type { Answer } from '#sync/post';
import type { SessionPorts } from '#sync/session-ports';
import type { Wire } from '#sync/wire';

/** How far a revoked device has come. Wording lives in ui/wording.ts. */
export type RevokedState =
	| { step: 'handing-over' }
	/** The network failed: records are gone, the unsent changes wait here, sealed. */
	| { step: 'waiting' }
	/** The server does not hold the data key: the password is needed once more to hand over. */
	| { step: 'password' }
	/** The server could not read all of it: what was not sent stays here, sealed. */
	| { step: 'unreadable' }
	| { step: 'done'; applied: number; refused: number; photosRefused?: number };

const FIRST_RETRY = 5_000;
const LONGEST_RETRY = 300_000;
/** Leaves room for the envelope. */
const PIECE_BYTES = rescueLimits.bodyBytes / 4;

/**
 * What a device does once it was told that it is revoked (V-5): records away, unsent changes to the
 * server, then everything away. It goes on after a restart, and nothing is deleted before the
 * server has it.
 */
export class Revocation {
	readonly #ports: SessionPorts;
	readonly #wire: Wire;
	readonly #vault: DeviceVault;
	readonly #changed: () => void;
	#state: RevokedState | undefined;
	#failures = 0;
	#running = false;
	#off: (() => void) | undefined;

	constructor(ports: SessionPorts, wire: Wire, vault: DeviceVault, changed: () => void) {
		this.#ports = ports;
		this.#wire = wire;
		this.#vault = vault;
		this.#changed = changed;
	}

	get state(): RevokedState | undefined {
		return this.#state;
	}

	/** Somebody signs in: what was said is said. A hand-over that still waits goes on. */
	acknowledge(): void {
		if (this.#state?.step === 'done') this.#become(undefined);
	}

	/** `raw`: the data key, where the server does not hold it. */
	async begin(raw?: Uint8Array<ArrayBuffer>): Promise<void> {
		if (this.#running) return;
		this.#running = true;
		this.#stopWaiting();
		try {
			this.#become({ step: 'handing-over' });
			const cut = await this.#vault.cutOff();
			this.#become(cut.ok ? await this.#handOver(raw) : { step: 'waiting' });
		} finally {
			this.#running = false;
		}
		if (this.#state?.step === 'waiting') this.#wait(raw);
	}

	async #handOver(raw: Uint8Array<ArrayBuffer> | undefined): Promise<RevokedState> {
		const { db, account, isEscrowed, secret } = this.#vault;
		if (!db || !account) return { step: 'waiting' };
		if (!isEscrowed && !raw) return { step: 'password' };
		const key = raw && !isEscrowed ? { key: toBase64(raw) } : {};
		const sum = { applied: 0, refused: 0, photosRefused: 0 };
		for await (const piece of sealedRemains(db, PIECE_BYTES, rescueLimits.entries)) {
			const answer = await this.#wire.rescue(
				{ device: account.deviceId, ...piece, ...key },
				secret
			);
			const stop = whyNot(answer);
			if (stop || answer.kind !== 'ok') return stop ?? { step: 'waiting' };
			sum.applied += answer.value.applied;
			sum.refused += answer.value.refused;
			sum.photosRefused += answer.value.photosRefused ?? 0;
		}
		await this.#vault.erase();
		await this.#ports.forgetShell?.();
		const { photosRefused, ...handed } = sum;
		return { step: 'done', ...handed, ...(photosRefused > 0 && { photosRefused }) };
	}

	#wait(raw: Uint8Array<ArrayBuffer> | undefined): void {
		// Another account may have begun to work here meanwhile: its vault is no business of this.
		const again = () => void (this.#vault.isRevoked && this.begin(raw));
		const most = Math.min(LONGEST_RETRY, FIRST_RETRY * 2 ** this.#failures++);
		const { world } = this.#ports;
		const cancel = world.after(most * (0.5 + world.random() / 2), again);
		const off = world.on('online', again);
		this.#off = () => {
			cancel();
			off();
		};
	}

	#stopWaiting(): void {
		this.#off?.();
		this.#off = undefined;
	}

	#become(state: RevokedState | undefined): void {
		this.#state = state;
		this.#changed();
	}
}

/** Why nothing may be deleted yet; undefined when the server has all of the piece. */
function whyNot(answer: Answer<Rescued>): RevokedState | undefined {
	if (answer.kind !== 'ok') return { step: 'waiting' };
	if (answer.value.unreadable > 0) return { step: 'unreadable' };
	return answer.value.unjudged > 0 ? { step: 'waiting' } : undefined;
}
