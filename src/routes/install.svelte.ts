import { lastingStorage } from './lasting-storage.svelte';

/** What a browser hands over when it would install the app; not yet in the DOM’s types. */
interface InstallPrompt extends Event {
	prompt(): Promise<unknown>;
}

/** Putting the app on the home screen: offered where the browser can, explained where it cannot. */
class Install {
	#prompt = $state.raw<InstallPrompt | undefined>();
	#done = $state(false);

	/** Listens from the first screen on: the browser asks early and only once. */
	start(): () => void {
		const keep = (event: Event) => {
			event.preventDefault();
			this.#prompt = event as InstallPrompt;
		};
		const installed = () => {
			this.#done = true;
			this.#prompt = undefined;
			// Installed apps are meant to keep their data; the answer is shown under 我的.
			void lastingStorage.ask();
		};
		window.addEventListener('beforeinstallprompt', keep);
		window.addEventListener('appinstalled', installed);
		return () => {
			window.removeEventListener('beforeinstallprompt', keep);
			window.removeEventListener('appinstalled', installed);
		};
	}

	get how(): 'installed' | 'prompt' | 'ios' | 'menu' {
		if (this.#done || matchMedia('(display-mode: standalone)').matches) return 'installed';
		if (this.#prompt) return 'prompt';
		return /iPhone|iPad/.test(navigator.userAgent) ? 'ios' : 'menu';
	}

	async ask(): Promise<void> {
		await this.#prompt?.prompt();
		this.#prompt = undefined;
	}
}

export const install = new Install();
