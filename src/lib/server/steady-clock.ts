import { SKEW_MS } from '#server/age';
import { logError } from '#server/log';

/**
 * The wall clock, as long as it does not fall behind. One that is suddenly earlier (a battery that is
 * empty, a virtual machine that was set back) must not put 1972 into a log that is kept for ever: from
 * then on time is counted from the last moment known to be good. A restart asks the administrator.
 */
export class SteadyClock {
	readonly #wall: () => number;
	readonly #ticks: () => number;
	#good: { wall: number; ticks: number };
	#isBehind = false;

	constructor(wall = () => Date.now(), ticks = () => performance.now()) {
		this.#wall = wall;
		this.#ticks = ticks;
		this.#good = { wall: wall(), ticks: ticks() };
	}

	readonly now = (): Date => {
		const [wall, ticks] = [this.#wall(), this.#ticks()];
		const due = this.#good.wall + ticks - this.#good.ticks;
		const isBehind = wall < due - SKEW_MS;
		if (isBehind && !this.#isBehind) logError('clock.behind', 'server', undefined);
		this.#isBehind = isBehind;
		if (isBehind) return new Date(due);
		this.#good = { wall, ticks };
		return new Date(wall);
	};

	/** Whether the machine’s clock is earlier than it was. */
	get isBehind(): boolean {
		this.now();
		return this.#isBehind;
	}
}
