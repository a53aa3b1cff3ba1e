import type { Remembered } from '#sync/session/session-ports';

const SETTING = 'branchbook.idle-minutes';

/** How often idleness is looked at. */
const LOOK = 15_000;

/** Calls `act` once nobody has touched the app for some minutes; sleep of the device counts. */
export class Idle {
	readonly #now: () => number;
	readonly #act: () => void;
	#touched = 0;
	#timer: ReturnType<typeof setInterval> | undefined;
	/** 0 never locks. */
	minutes = 10;
	/** The session ended: then one minute without a touch is enough, so that no typing is cut off (V-4). */
	ended = false;

	constructor(now: () => number, act: () => void) {
		this.#now = now;
		this.#act = act;
	}

	/** Reads what was set on this device before. */
	recall(remembered: Remembered): void {
		const minutes = Number(remembered.getItem(SETTING) ?? 10);
		this.minutes = Number.isInteger(minutes) && minutes >= 0 ? minutes : 10;
	}

	set(minutes: number, remembered: Remembered): void {
		this.minutes = minutes;
		remembered.setItem(SETTING, String(minutes));
	}

	start(): void {
		this.stop();
		this.touch();
		this.#timer = setInterval(() => this.look(), LOOK);
	}

	stop(): void {
		clearInterval(this.#timer);
		this.#timer = undefined;
	}

	touch(): void {
		this.#touched = this.#now();
	}

	look(): void {
		const minutes = this.ended ? 1 : this.minutes;
		if (minutes > 0 && this.#now() - this.#touched >= minutes * 60_000) this.#act();
	}
}
