import type { DeriveJob } from '#store/vault/argon2';

export type Derive = (job: DeriveJob) => Promise<Uint8Array<ArrayBuffer>>;

/** Argon2id off the page’s thread; one short-lived worker each time, so that its memory is given back. */
export const deriveInWorker: Derive = (job) =>
	new Promise((resolve, reject) => {
		const worker = new Worker(new URL('./argon2-worker.ts', import.meta.url), { type: 'module' });
		worker.onmessage = (event: MessageEvent<Uint8Array<ArrayBuffer>>) => {
			worker.terminate();
			resolve(event.data);
		};
		worker.onerror = (event) => {
			worker.terminate();
			reject(new Error(`key derivation failed: ${event.message}`));
		};
		worker.postMessage(job);
	});
