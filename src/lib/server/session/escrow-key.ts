import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { StartRefused } from '#server/start-refused';

const FORM = /^[0-9a-f]{64}$/;

/**
 * The server’s own keys, all drawn from one secret that is never in the database or its backups:
 * from the environment where several servers share a database, else a file in the data folder that
 * only its owner reads.
 */
export interface ServerKeys {
	/** Data keys in escrow lie sealed under it. */
	escrowKey: Buffer;
	/** Seals the receipts of the log (S-14). */
	receiptKey: Buffer;
	/** Tells one secret from another and gives nothing of it away; the database holds it. */
	fingerprint: string;
}

/** Undefined where none was given and there is no file yet. */
export function readKeys(dataDir: string, given?: string): ServerKeys | undefined {
	const text = given ?? contentOf(fileIn(dataDir));
	return text === undefined ? undefined : keysOf(text.trim());
}

/** Makes the file, whole from the first moment; of two servers that make it the first one’s stays. */
export function drawKeys(dataDir: string): ServerKeys {
	mkdirSync(dataDir, { recursive: true, mode: 0o700 });
	const path = fileIn(dataDir);
	const partial = `${path}.${randomUUID()}.partial`;
	writeFileSync(partial, `${randomBytes(32).toString('hex')}\n`, {
		flag: 'wx',
		mode: 0o600,
		flush: true
	});
	try {
		linkSync(partial, path);
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
	} finally {
		rmSync(partial);
	}
	return keysOf(readFileSync(path, 'utf8').trim());
}

function keysOf(text: string): ServerKeys {
	// A wrong key would make every escrow worthless.
	if (!FORM.test(text)) throw new StartRefused('The escrow key is not 64 hexadecimal digits.');
	const drawn = (label: string) => createHash('sha256').update(label).update(text).digest();
	return {
		escrowKey: drawn('branchbook escrow v1'),
		receiptKey: drawn('branchbook receipt v1'),
		fingerprint: drawn('branchbook fingerprint v1').toString('hex').slice(0, 32)
	};
}

function fileIn(dataDir: string): string {
	return join(dataDir, 'escrow.key');
}

function contentOf(path: string): string | undefined {
	try {
		return readFileSync(path, 'utf8');
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
		throw error;
	}
}
