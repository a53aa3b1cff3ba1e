const MINUTE = 60_000;

/**
 * What one device and one account may use, the only table of it. Bodies: `limits` of each reader;
 * nesting: `jsonLimits`; wrong passwords: session/throttle.ts.
 */
export const budgets = {
	/** A device that sends photos asks some hundred times a minute. */
	requests: { device: 1200, account: 6000, span: MINUTE },
	/** Bytes of refused changes that the log keeps. */
	refused: { device: 8 * 1024 * 1024, account: 32 * 1024 * 1024, span: 60 * MINUTE },
	/** Open streams: one tab of a device is enough; the oldest makes room. */
	streams: { device: 6, account: 200 },
	/** Devices in use of one account. */
	devices: 50
} as const;

interface Owner {
	account: string;
	device: string;
}

type Kind = 'requests' | 'refused';

interface Used {
	amount: number;
	until: number;
}

const LONGEST = Math.max(budgets.requests.span, budgets.refused.span);
/** Beyond it what has run out is forgotten. */
const MOST_COUNTERS = 20_000;

/** Counters of this server; they begin anew with it, as everything they protect does. */
export class Budgets {
	readonly #used = new Map<string, Used>();

	/** Charges one request. @returns whole seconds to wait; 0 where it may go on */
	request(owner: Owner, now: Date): number {
		const wait = this.wait('requests', owner, now);
		if (wait === 0) this.charge('requests', owner, 1, now);
		return wait;
	}

	wait(kind: Kind, owner: Owner, now: Date): number {
		const { device, account } = budgets[kind];
		return Math.max(
			this.#waitOf(`${kind}|device|${owner.device}`, device, now.getTime()),
			this.#waitOf(`${kind}|account|${owner.account}`, account, now.getTime())
		);
	}

	charge(kind: Kind, owner: Owner, amount: number, now: Date): void {
		if (amount === 0) return;
		if (this.#used.size > MOST_COUNTERS) this.#forget(now.getTime());
		for (const key of [`${kind}|device|${owner.device}`, `${kind}|account|${owner.account}`]) {
			const used = this.#used.get(key);
			const isOn = used !== undefined && isRunning(used, now.getTime(), budgets[kind].span);
			if (isOn) used.amount += amount;
			else this.#used.set(key, { amount, until: now.getTime() + budgets[kind].span });
		}
	}

	#waitOf(key: string, most: number, now: number): number {
		const used = this.#used.get(key);
		if (!used || used.amount < most || !isRunning(used, now, LONGEST)) return 0;
		return Math.max(1, Math.ceil((used.until - now) / 1000));
	}

	#forget(now: number): void {
		for (const [key, { until }] of this.#used) if (until <= now) this.#used.delete(key);
	}
}

/** A clock set back leaves no counter running longer than its span. */
function isRunning({ until }: Used, now: number, span: number): boolean {
	return until > now && until - now <= span;
}
