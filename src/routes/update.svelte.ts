import type { Workbox } from 'workbox-window';

/**
 * The waiting new version, if there is one. It is offered, never forced: `take` activates it and
 * reloads once, and the shell shows the offer only while no form is dirty.
 */
class Update {
	#waiting = $state(false);
	#dirty = $state(0);
	#workbox: Workbox | undefined;

	/** Whether to offer it now. */
	get offered(): boolean {
		return this.#waiting && this.#dirty === 0;
	}

	/** Forms with unsaved typing call this, and call the returned function when saved or left. */
	hold(): () => void {
		this.#dirty += 1;
		let held = true;
		return () => {
			if (held) this.#dirty -= 1;
			held = false;
		};
	}

	/** Registers the worker. Failing (private mode, plain http) leaves the app online-only. */
	async start(): Promise<void> {
		if (!('serviceWorker' in navigator) || import.meta.env.DEV) return;
		try {
			const { Workbox } = await import('workbox-window');
			const workbox = new Workbox('/service-worker.js', { scope: '/' });
			workbox.addEventListener('waiting', () => (this.#waiting = true));
			await workbox.register();
			this.#workbox = workbox;
		} catch {
			// Without a worker everything but the cold start offline still works.
			this.#workbox = undefined;
		}
	}

	/** Looks for a newer version; called when the app comes to the front. */
	async look(): Promise<void> {
		try {
			await this.#workbox?.update();
		} catch {
			// Offline: the present version stays, the next look comes with the next visit.
			return;
		}
	}

	take(): void {
		this.#workbox?.addEventListener('controlling', () => location.reload());
		this.#workbox?.messageSkipWaiting();
	}
}

export const update = new Update();
