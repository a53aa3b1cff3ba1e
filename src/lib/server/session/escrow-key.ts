import { createHash, randomBytes } from 'node:crypto';
import { closeSync, mkdirSync, openSync, readFileSync, writeSync, fsyncSync } from 'node:fs';
import { join } from 'node:path';

const FORM = /^[0-9a-f]{64}$/;

export interface ServerKeys {
	/** Data keys in escrow lie sealed under it. */
	escrowKey: Buffer;
	/** Seals the receipts of the log (S-14). */
	receiptKey: Buffer;
}

/**
 * The server’s own keys, all drawn from one secret: from the environment where several servers share a
 * database, else a file beside it that only its owner reads. Never in the database or its backups.
 * @throws Error when it has another form, because a wrong key would make every escrow worthless
 */
export function readKeys(dataDir: string, given?: string): ServerKeys {
	const text = (given ?? keyFile(dataDir)).trim();
	if (!FORM.test(text)) throw new Error('the escrow key is not 64 hexadecimal digits');
	const drawn = (label: string) => createHash('sha256').update(label).update(text).digest();
	return {
		escrowKey: drawn('branchbook escrow v1'),
		receiptKey: drawn('branchbook receipt v1')
	};
}

function keyFile(dataDir: string): string {
	const path = join(dataDir, 'escrow.key');
	try {
		return readFileSync(path, 'utf8');
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
	}
	mkdirSync(dataDir, { recursive: true, mode: 0o700 });
	const text = randomBytes(32).toString('hex');
	const file = openSync(path, 'wx', 0o600);
	writeSync(file, `${text}\n`);
	fsyncSync(file);
	closeSync(file);
	return text;
}
