import type { Answer, Order } from './messages';
import { SheetRefusal } from './sheet-problem';

/** Silence after which a worker is taken for stuck (R-IMP-01), in milliseconds. */
const PATIENCE = 30_000;

/** The page’s side of one worker: orders go out, answers come back, a stop ends it at once. */
export class SheetWorker {
	readonly #worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
	#fail: ((error: SheetRefusal) => void) | undefined;
	#ended = false;

	send(order: Order): void {
		this.#worker.postMessage(order);
	}

	/**
	 * Sends an order and hands every answer to `take` until it says that it has what it needs.
	 * @throws SheetRefusal when the worker refuses, dies, falls silent, or the person stops it
	 */
	async ask(order: Order, take: (answer: Answer) => boolean, signal?: AbortSignal): Promise<void> {
		const { promise, resolve, reject } = Promise.withResolvers<void>();
		let timer: ReturnType<typeof setTimeout> | undefined;
		const listen = () => {
			clearTimeout(timer);
			timer = setTimeout(() => reject(new SheetRefusal({ code: 'sheet.timeout' })), PATIENCE);
		};
		const cancel = () => reject(new SheetRefusal({ code: 'sheet.cancelled' }));
		this.#fail = reject;
		this.#worker.onmessage = ({ data }: MessageEvent<Answer>) => {
			listen();
			if (data.kind === 'problem') reject(new SheetRefusal(data.problem));
			else if (take(data)) resolve();
		};
		this.#worker.onerror = () => reject(new SheetRefusal({ code: 'sheet.failed' }));
		signal?.addEventListener('abort', cancel);
		if (this.#ended || signal?.aborted) cancel();
		else {
			listen();
			this.send(order);
		}
		try {
			await promise;
		} catch (error) {
			this.end();
			throw error;
		} finally {
			clearTimeout(timer);
			signal?.removeEventListener('abort', cancel);
			this.#fail = undefined;
		}
	}

	end(): void {
		this.#ended = true;
		this.#worker.terminate();
		this.#fail?.(new SheetRefusal({ code: 'sheet.cancelled' }));
	}

	get ended(): boolean {
		return this.#ended;
	}
}

/** Lets the page breathe between two portions. */
export function breathe(): Promise<void> {
	return new Promise((resolve) => setTimeout(resolve, 0));
}
