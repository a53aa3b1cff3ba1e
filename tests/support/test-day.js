/**
 * The day of the tests. Imported first by every runner (vite.config.ts, playwright.config.ts, tests/run-script.js): from
 * then on this process and every process it starts read a clock on which it is TEST_DAY, so that no test ages with
 * the calendar. The app has no switch for it; Node loads this file before the app.
 *
 * `TEST_DAY=2028-02-29 npx vitest run` tries another day. The clock starts at 09:00 UTC, the same day in Shanghai and nearly
 * everywhere else, and runs as usual. The first process of a run decides the shift, so all of them agree.
 */
const FIRST_DAY = '2026-11-23';
const CLOCK = 'BRANCHBOOK_TEST_CLOCK';
const TRUE_DATE = Symbol.for('branchbook.true-date');

/** @type {DateConstructor} */
const TrueDate = Reflect.get(Date, TRUE_DATE) ?? Date;

export const testDay = process.env['TEST_DAY'] || FIRST_DAY;

/** Milliseconds between the machine’s clock and the clock of the tests. */
export const testShift = shiftOfRun();

function shiftOfRun() {
	const [day, shift] = (process.env[CLOCK] ?? '').split(' ');
	if (day === testDay && shift) return Number(shift);
	const start = TrueDate.parse(`${testDay}T09:00:00Z`);
	if (Number.isNaN(start)) throw new Error(`TEST_DAY is not a day: ${testDay}`);
	const drawn = start - TrueDate.now();
	process.env[CLOCK] = `${testDay} ${drawn}`;
	return drawn;
}

if (!Reflect.has(Date, TRUE_DATE)) {
	const trueNow = TrueDate.now.bind(TrueDate);
	const now = () => trueNow() + testShift;
	/** A Date like any other: tests may still put a `now` of their own in the place of this one. */
	/** @type {Function} */
	const Shifted = function (/** @type {[]} */ ...args) {
		if (!new.target) return new TrueDate(now()).toString();
		/** @type {Function} */
		const made = new.target === Shifted ? TrueDate : new.target;
		return Reflect.construct(TrueDate, args.length === 0 ? [now()] : args, made);
	};
	Object.setPrototypeOf(Shifted, TrueDate);
	Object.assign(Shifted, { now, prototype: TrueDate.prototype, [TRUE_DATE]: TrueDate });
	globalThis.Date = /** @type {any} */ (Shifted);
	TrueDate.prototype.constructor = Shifted;
}

// Processes started from here load this file too.
const preload = `--import=${import.meta.url}`;
const options = process.env['NODE_OPTIONS'] ?? '';
if (import.meta.url.startsWith('file:') && !options.includes(preload)) {
	process.env['NODE_OPTIONS'] = `${options} ${preload}`.trim();
}
