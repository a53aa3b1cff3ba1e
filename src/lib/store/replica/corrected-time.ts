import { campusDay, campusIso } from '#domain/kernel/campus-time';
import type { PlainDate } from '#domain/kernel/plain-date';
import type { State } from '#store/disk/entry';
import { localIso } from '#store/disk/local-time';

/** A smaller difference is the way of the message, not the clock. */
const STEADY_MS = 120_000;

/** What the server's clock is ahead of the device's, in milliseconds; kept as it was while it holds. */
export function offsetOf(serverTime: string, deviceTime: string, held = 0): number {
	const measured = Date.parse(serverTime) - Date.parse(deviceTime);
	if (!Number.isFinite(measured) || Math.abs(measured - held) <= STEADY_MS) return held;
	return Math.abs(measured) <= STEADY_MS ? 0 : measured;
}

/** The time by the server's clock, on a device whose own may be off by years. */
export class CorrectedTime {
	readonly #device: () => Date;
	readonly #state: () => State;
	readonly #watch: () => void;

	constructor(device: (() => Date) | undefined, state: () => State, watch: () => void) {
		this.#device = device ?? (() => new Date());
		this.#state = state;
		this.#watch = watch;
	}

	/** What the device itself says, right or wrong, as ISO text. */
	deviceStamp(): string {
		return localIso(this.#device());
	}

	/** The same by the server’s clock: what a change says of its time. */
	stamp(): string {
		return campusIso(this.now());
	}

	/** The day the rules judge by. */
	today(): PlainDate {
		return campusDay(this.now());
	}

	/** Never earlier than the server's last word: a clock set back without a network is found out. */
	now(): Date {
		const { offset = 0, serverTime } = this.#state();
		const heard = Date.parse(serverTime ?? '');
		const corrected = this.#device().getTime() + offset;
		return new Date(Number.isFinite(heard) ? Math.max(corrected, heard) : corrected);
	}

	/** Positive: the device is behind. As measured at the last exchange. */
	get offset(): number {
		this.#watch();
		return this.#state().offset ?? 0;
	}
}
