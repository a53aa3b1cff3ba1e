import type { TypedForm } from '../../support/typed-form';
import { time } from '../ports/time';
import { tally } from '../tally';
import type { SimDevice, SimTab } from '../world/sim-device';

/** After this long a key press must be on the disk (V-7). */
const WITHIN = 1000;

interface TypedValue {
	tab: SimTab;
	device: SimDevice;
	form: TypedForm;
	at: number;
	isSaving?: boolean;
}

/**
 * What people typed and neither saved, replaced nor gave up. It knows nothing of drafts: every such
 * value that was a second old when its page died is looked for afterwards.
 */
export class TypedValues {
	readonly #open = new Map<string, TypedValue>();
	/** The last moment at which every piece of work was done. */
	#quiet = 0;

	add(value: string, tab: SimTab, form: TypedForm): void {
		this.#open.set(value, { tab, device: tab.device, form, at: time() });
	}

	/** While it is being saved a page may die with either outcome; tests/store/drafts looks at those. */
	saving(values: readonly string[], isSaving: boolean): void {
		for (const value of values) {
			const one = this.#open.get(value);
			if (one) one.isSaving = isSaving;
		}
	}

	/** Saved, replaced by other typing, or given up. */
	over(value: string): void {
		this.#open.delete(value);
	}

	quiet(): void {
		this.#quiet = time();
	}

	/**
	 * What was typed a moment ago, or what the form said it could not keep, goes with a page that is
	 * killed. A lock keeps the last key press too, and what the disk did not take.
	 */
	died(tab: SimTab): void {
		for (const [value, { tab: own, at, form, isSaving }] of this.#open) {
			if (own !== tab) continue;
			const { problem } = form.home;
			const wasKept = !tab.wasKilled || (at + WITHIN <= this.#quiet && problem === undefined);
			if (wasKept && !isSaving) tally('D-04 page died with a draft');
			else this.#open.delete(value);
		}
	}

	/** The disk is gone or was harmed; what a form that is open shows, or a page holds, is not. */
	excuse(device: SimDevice, isHeld: (value: string) => boolean): void {
		for (const [value, one] of this.#open) {
			if (one.device === device && !one.tab.replica && !isHeld(value)) this.#open.delete(value);
		}
	}

	/** The values of this device that are in none of its drafts any more. */
	missing(device: SimDevice): string[] {
		const drafts = JSON.stringify(device.front?.replica?.drafts.list ?? []);
		const own = [...this.#open].filter(([, one]) => one.device === device);
		tally('D-05 typed value looked for', own.length);
		return own.map(([value]) => value).filter((value) => !drafts.includes(`"${value}"`));
	}
}
