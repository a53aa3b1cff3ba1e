import { argon2id } from 'hash-wasm';

/** Cost of turning a password into a key, kept in the vault’s header so that it may rise one day. */
export interface Kdf {
	name: 'argon2id';
	memoryKiB: number;
	passes: number;
	lanes: number;
}

export const defaultKdf: Kdf = { name: 'argon2id', memoryKiB: 65_536, passes: 3, lanes: 1 };

export interface DeriveJob {
	password: string;
	salt: Uint8Array<ArrayBuffer>;
	kdf: Kdf;
}

/** 32 bytes. Takes a good part of a second on purpose: call it in a worker. */
export async function argon2(job: DeriveJob): Promise<Uint8Array<ArrayBuffer>> {
	const key = await argon2id({
		password: job.password.normalize('NFKC'),
		salt: job.salt,
		memorySize: job.kdf.memoryKiB,
		iterations: job.kdf.passes,
		parallelism: job.kdf.lanes,
		hashLength: 32,
		outputType: 'binary'
	});
	return new Uint8Array(key);
}
