import { fork, type ChildProcess } from 'node:child_process';
import type { Outcome } from './run-seed';
import type { Job } from './worker';

/** Worker processes that run one job after another. */
export class Pool {
	readonly #workers: ChildProcess[];

	static async of(file: string, size: number): Promise<Pool> {
		const workers = Array.from({ length: size }, () =>
			fork(file, [], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
		);
		await Promise.all(workers.map((worker) => next(worker)));
		return new Pool(workers);
	}

	private constructor(workers: ChildProcess[]) {
		this.#workers = workers;
	}

	/** Runs the jobs on whichever worker is free; `told` may end it by returning false. */
	async run(jobs: Iterable<Job>, told: (outcome: Outcome) => boolean | void): Promise<void> {
		const left = jobs[Symbol.iterator]();
		let isOver = false;
		await Promise.all(
			this.#workers.map(async (worker) => {
				for (let job = left.next(); !isOver && !job.done; job = left.next()) {
					worker.send(job.value);
					const outcome = (await next(worker)) as Outcome;
					if (told(outcome) === false) isOver = true;
				}
			})
		);
	}

	async one(job: Job): Promise<Outcome> {
		const [worker] = this.#workers;
		worker!.send(job);
		return (await next(worker!)) as Outcome;
	}

	close(): void {
		for (const worker of this.#workers) worker.kill();
	}
}

function next(worker: ChildProcess): Promise<unknown> {
	return new Promise((resolve, reject) => {
		const gone = (code: number | null) => reject(new Error(`a worker ended with ${code}`));
		worker.once('exit', gone);
		worker.once('message', (message) => {
			worker.off('exit', gone);
			resolve(message);
		});
	});
}
