import { rescueLimits, type Rescued } from '#domain/account/rescue';
import type { ApiProblem } from '#domain/protocol/protocol';
import { toBase64 } from '#store/disk/base64';
import { sealedRemains } from '#store/vault/revoked-vault';
import type { DeviceVault } from '#sync/session/device-vault';
import type { Answer } from '#sync/loop/post';
import type { SessionPorts } from '#sync/session/session-ports';
import type { Wire } from '#sync/loop/wire';

/** How far a revoked device has come. Wording lives in ui/words/wording.ts. */
export type RevokedState =
	| { step: 'handing-over' }
	/** The network failed: records are gone, the unsent changes wait here, sealed. */
	| { step: 'waiting' }
	/** The server does not hold the data key: the password is needed once more to hand over. */
	| { step: 'password' }
	/** The vault opened, but with a password that is no longer the account’s: that one is asked for. */
	| { step: 'proof' }
	/** The account is locked: nothing is taken before a superior unlocks it. */
	| { step: 'locked' }
	/** The server could not read all of it: what was not sent stays here, sealed. */
	| { step: 'unreadable' }
	| { step: 'done'; held: number; drafts?: number };

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
	/** The data key, while the account’s password is asked for to go with it. */
	#raw: Uint8Array<ArrayBuffer> | undefined;
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

	/** `raw` and `password`: the data key and what proves it, where the server does not hold it. */
	async begin(raw?: Uint8Array<ArrayBuffer>, password?: string): Promise<void> {
		if (this.#running) return;
		this.#running = true;
		this.#stopWaiting();
		try {
			this.#become({ step: 'handing-over' });
			const cut = await this.#vault.cutOff();
			this.#become(cut.ok ? await this.#handOver(raw, password) : { step: 'waiting' });
		} finally {
			this.#running = false;
		}
		const step = this.#state?.step;
		this.#raw = step === 'proof' ? raw : undefined;
		if (step === 'waiting' || step === 'locked') this.#wait(raw, password);
	}

	/** The account’s own password, typed after the one of the vault. False where none is asked for. */
	async prove(password: string): Promise<boolean> {
		if (this.#state?.step !== 'proof') return false;
		await this.begin(this.#raw, password);
		return true;
	}

	async #handOver(
		raw: Uint8Array<ArrayBuffer> | undefined,
		password: string | undefined
	): Promise<RevokedState> {
		const { db, account, isEscrowed, isRevoked, secret } = this.#vault;
		// The browser emptied its storage before: there is nothing here to hand over.
		if (!isRevoked) return { step: 'done', held: 0 };
		if (!db || !account) return { step: 'waiting' };
		if (!isEscrowed && (!raw || password === undefined)) return { step: 'password' };
		const key = raw && !isEscrowed ? { key: toBase64(raw), password } : {};
		let held = 0;
		let drafts = 0;
		for await (const piece of sealedRemains(db, PIECE_BYTES, rescueLimits.entries)) {
			const answer = await this.#wire.rescue(
				{ device: account.deviceId, ...piece, ...key },
				secret
			);
			const stop = whyNot(answer);
			if (stop || answer.kind !== 'ok') return stop ?? { step: 'waiting' };
			held += answer.value.held ?? 0;
			drafts += answer.value.drafts ?? 0;
		}
		await this.#vault.erase();
		await this.#ports.forgetShell?.();
		return { step: 'done', held, ...(drafts > 0 && { drafts }) };
	}

	#wait(raw: Uint8Array<ArrayBuffer> | undefined, password: string | undefined): void {
		// Another account may have begun to work here meanwhile: its vault is no business of this.
		const again = () => void (this.#vault.isRevoked && this.begin(raw, password));
		const most = Math.min(LONGEST_RETRY, FIRST_RETRY * 2 ** this.#failures++);
		const { environment } = this.#ports;
		const cancel = environment.after(most * (0.5 + environment.random() / 2), again);
		const off = environment.on('online', again);
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
	if (answer.kind === 'refused') return { step: stepFor(answer.problem.code) };
	if (answer.kind !== 'ok') return { step: 'waiting' };
	if (answer.value.unreadable > 0) return { step: 'unreadable' };
	return answer.value.unjudged > 0 ? { step: 'waiting' } : undefined;
}

function stepFor(code: ApiProblem['code']): 'proof' | 'locked' | 'unreadable' | 'waiting' {
	if (code === 'session.refused') return 'proof';
	if (code === 'account.locked') return 'locked';
	// More than the server takes: what it has is kept, the rest stays sealed here.
	return code === 'request.too-large' ? 'unreadable' : 'waiting';
}
