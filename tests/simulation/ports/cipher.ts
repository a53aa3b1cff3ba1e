import {
	createCipheriv,
	createDecipheriv,
	createHash,
	createSecretKey,
	type CipherGCM,
	type DecipherGCM,
	type KeyObject
} from 'node:crypto';
import * as nodeCrypto from 'node:crypto';
import { syncBuiltinESMExports } from 'node:module';
import { Random } from './random';

const TAG = 16;
let random = new Random(0);
/** A nonce under a key must never come twice: GCM falls with the first repeat (R-ENC-01). */
let used = new Set<string>();
let repeats = 0;

interface SimKey {
	secret: KeyObject;
	serial: number;
}

let keys = 0;

function keyOf(raw: Uint8Array): SimKey {
	return { secret: createSecretKey(raw), serial: ++keys };
}

interface Gcm {
	iv: Uint8Array;
	additionalData?: Uint8Array;
}

function secretOf(key: unknown): KeyObject {
	return (key as SimKey).secret;
}

function fill<T extends ArrayBufferView>(view: T): T {
	const bytes = new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
	for (let at = 0; at < bytes.length; at++) bytes[at] = random.u32() & 255;
	return view;
}

function uuid(): `${string}-${string}-${string}-${string}-${string}` {
	const bytes = fill(Buffer.alloc(16));
	bytes[6] = (bytes[6]! & 0x0f) | 0x40;
	bytes[8] = (bytes[8]! & 0x3f) | 0x80;
	const hex = bytes.toString('hex');
	return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

function exact(bytes: Buffer): ArrayBuffer {
	return new Uint8Array(bytes).buffer;
}

async function encrypt({ iv, additionalData }: Gcm, key: unknown, data: Uint8Array) {
	const nonce = `${(key as SimKey).serial}|${Buffer.from(iv).toString('latin1')}`;
	if (used.has(nonce)) repeats++;
	used.add(nonce);
	const cipher: CipherGCM = createCipheriv('aes-256-gcm', secretOf(key), iv);
	if (additionalData) cipher.setAAD(additionalData);
	return exact(Buffer.concat([cipher.update(data), cipher.final(), cipher.getAuthTag()]));
}

async function decrypt({ iv, additionalData }: Gcm, key: unknown, data: Uint8Array) {
	const bytes = Buffer.from(data);
	const decipher: DecipherGCM = createDecipheriv('aes-256-gcm', secretOf(key), iv);
	if (additionalData) decipher.setAAD(additionalData);
	decipher.setAuthTag(bytes.subarray(bytes.length - TAG));
	return exact(Buffer.concat([decipher.update(bytes.subarray(0, -TAG)), decipher.final()]));
}

async function importKey(_format: string, raw: Uint8Array): Promise<SimKey> {
	return keyOf(raw);
}

async function digest(_name: string, data: Uint8Array): Promise<ArrayBuffer> {
	return exact(createHash('sha256').update(data).digest());
}

/** Web Crypto over node:crypto, at once and in order, with seeded random bytes. The cipher is the real one. */
export function installCipher(): void {
	const subtle = { encrypt, decrypt, importKey, digest };
	const crypto = { subtle, getRandomValues: fill, randomUUID: uuid };
	Object.defineProperty(globalThis, 'crypto', { value: crypto, configurable: true });
	const builtin = (nodeCrypto as unknown as { default: Record<string, unknown> }).default;
	builtin['randomUUID'] = uuid;
	builtin['randomBytes'] = (size: number) => fill(Buffer.alloc(size));
	syncBuiltinESMExports();
}

export function seedCipher(seed: number): void {
	random = new Random(seed, 77);
	used = new Set();
	repeats = 0;
	keys = 0;
}

export function nonceRepeats(): number {
	return repeats;
}

export function newKey(): CryptoKey {
	return keyOf(fill(Buffer.alloc(32))) as unknown as CryptoKey;
}
