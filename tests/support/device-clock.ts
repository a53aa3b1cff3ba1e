import type { Browser, BrowserContext } from '@playwright/test';
import { testDay, testShift } from './test-day.js';

/**
 * Pages read the clock of the tests, as the server does. Their workers keep the machine’s: they read no clock
 * (tests/shape.test.ts), the page hands them the day.
 */
export async function useTestDay(context: BrowserContext): Promise<void> {
	await shiftClock(context, { shift: testShift, skewed: false });
}

/** A device whose clock is off: its pages believe it is that day, at the same time of day. */
export async function setDeviceDay(context: BrowserContext, day: string): Promise<void> {
	const days = Date.parse(day) - Date.parse(testDay);
	await shiftClock(context, { shift: testShift + days, skewed: true });
}

/** Every context this browser opens from now on has the day of the tests. */
export function onTestDay(browser: Browser): Browser {
	const newContext = browser.newContext.bind(browser);
	browser.newContext = async (options) => {
		const context = await newContext(options);
		await useTestDay(context);
		return context;
	};
	return browser;
}

/** A skewed clock wins over the clock of the tests, whichever script runs first. */
async function shiftClock(
	context: BrowserContext,
	clock: { shift: number; skewed: boolean }
): Promise<void> {
	await context.addInitScript(({ shift, skewed }) => {
		const [trueDate, isSkewed] = [
			Symbol.for('branchbook.true-date'),
			Symbol.for('branchbook.skewed')
		];
		if (Reflect.get(Date, isSkewed) && !skewed) return;
		const TrueDate = (Reflect.get(Date, trueDate) ?? Date) as DateConstructor;
		const trueNow = TrueDate.now.bind(TrueDate);
		const now = () => trueNow() + shift;
		const Shifted: DateConstructor = function (...args: unknown[]): unknown {
			if (!new.target) return new TrueDate(now()).toString();
			const made = new.target === Shifted ? TrueDate : new.target;
			return Reflect.construct(TrueDate, args.length === 0 ? [now()] : args, made) as Date;
		} as unknown as DateConstructor;
		Object.setPrototypeOf(Shifted, TrueDate);
		const { prototype } = TrueDate;
		Object.assign(Shifted, { now, prototype, [trueDate]: TrueDate, [isSkewed]: skewed });
		globalThis.Date = Shifted;
		prototype.constructor = Shifted;
	}, clock);
}
