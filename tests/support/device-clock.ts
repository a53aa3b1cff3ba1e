import type { BrowserContext } from '@playwright/test';

/**
 * The pages of this browser believe it is that day (Shanghai), from now on running as usual: a
 * device whose clock is off. Workers keep the machine’s clock; the app hands them the day.
 */
export async function setDeviceDay(context: BrowserContext, day: string): Promise<void> {
	const offset = new Date(`${day}T09:00:00+08:00`).getTime() - Date.now();
	await context.addInitScript((shift) => {
		const TrueDate = Date;
		const shifted = () => TrueDate.now() + shift;
		globalThis.Date = new Proxy(TrueDate, {
			construct: (target, args) =>
				Reflect.construct(target, args.length === 0 ? [shifted()] : args) as Date,
			get: (target, key) => (key === 'now' ? shifted : Reflect.get(target, key))
		});
	}, offset);
}
