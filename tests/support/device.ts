import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import type { Member } from '#domain/model/member/member';
import { blankMember } from '#domain/model/member/member';
import type { SyncReply, Verdict, WireRow } from '#domain/protocol/protocol';
import { PROTOCOL } from '#domain/protocol/protocol';
import type { Org } from '#domain/model/org/org';
import { BranchStore, type Indexed, type VaultRecord } from '#store/disk/db';
import { Replica } from '#store/replica/replica';
import type { AccountInfo } from '#store/disk/account-info';
import { Tabs } from '#store/disk/tabs';

/** Ids with a readable tail: `uuid('b1')`. */
export function uuid(name: string): string {
	const hex = Buffer.from(name).toString('hex').slice(-12).padStart(12, '0');
	return `00000000-0000-4000-8000-${hex}`;
}

export const root = anOrg('root', '611');
export const faculty = anOrg('fac', '611', root);
export const branch = anOrg('b1', '631', faculty);
export const otherBranch = anOrg('b2', '631', faculty);
export const campus = [root, faculty, branch, otherBranch];

export function anOrg(name: string, type: string, parent?: Org): Org {
	const id = uuid(name);
	return {
		id,
		code: `9900${Buffer.from(name).toString('hex').slice(0, 8)}`,
		type,
		fullName: `示例${name}`,
		shortName: name,
		parentId: parent?.id ?? null,
		path: `${parent?.path ?? '/'}${id}/`,
		touchedBy: ''
	};
}

export function aMember(name: string, values: Partial<Member> = {}): Member {
	return { ...blankMember(uuid(name)), name, branchId: branch.id, ...values };
}

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/** The n-th invented ID number, born on 1 January 1990, with its check character. */
export function idNumber(n: number): string {
	const body = `99000${1 + Math.floor(n / 1000)}19900101${String(n % 1000).padStart(3, '0')}`;
	const sum = [...body].reduce((total, digit, at) => total + Number(digit) * WEIGHTS[at]!, 0);
	return body + '10X98765432'[sum % 11];
}

/** Arguments of a 补录 that no rule refuses. */
export function admission(n: number, over: Partial<Member> = {}) {
	const values = { branchId: branch.id, name: '李四', idNumber: idNumber(n), ethnicity: '01' };
	return { id: uuid(`new${n}`), values: { ...values, ...over }, imported: true };
}

export const secretary: AccountInfo = {
	account: 'u990001',
	kind: 'u',
	orgId: branch.id,
	orgName: branch.shortName,
	deviceId: uuid('device')
};
export const organiser: AccountInfo = {
	...secretary,
	account: 'a990001',
	kind: 'a',
	orgId: root.id,
	orgName: root.shortName
};

export function orgRows(clock = 1): WireRow[] {
	return campus.map((org): WireRow => ['org', org.id, clock, org]);
}

export function memberRow(member: Member, clock: number): WireRow {
	return ['member', member.id, clock, { ...member }];
}

/** A reply by hand; what is not given is quiet. */
export function aReply(parts: Partial<SyncReply> = {}): SyncReply {
	return {
		protocol: PROTOCOL,
		epoch: 'e1',
		verdicts: [],
		rows: [],
		cursor: 0,
		more: false,
		total: 0,
		at: '2026-11-24T06:00:00.000Z',
		...parts
	};
}

export function applied(id: string, clock: number): Verdict {
	return { id, verdict: 'applied', clock, at: '2026-11-24T06:00:00.000Z' };
}

export function refused(id: string): Verdict {
	const problem = { code: 'action.forbidden' as const, mutation: 'member.edit' };
	return { id, verdict: 'refused', at: '2026-11-24T06:00:00.000Z', problem };
}

export function newKey(): Promise<CryptoKey> {
	return crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
}

export function ownIndexedDb(): Indexed {
	return { indexedDB: new IDBFactory(), IDBKeyRange };
}

/** A vault's header as far as a device needs one whose key a test holds itself. */
export function aHeader(account: AccountInfo): VaultRecord {
	const none = new Uint8Array(0);
	const kdf = { name: 'argon2id', memoryKiB: 64, passes: 1, lanes: 1 } as const;
	const id = crypto.randomUUID();
	return { key: 'header', version: 1, id, ...account, salt: none, kdf, wrapped: none };
}

/** Works for the vault that lies there, or makes one. */
export async function useVault(db: BranchStore, account: AccountInfo): Promise<VaultRecord> {
	await db.found(aHeader(account));
	const header = (await db.vault.get('header'))!;
	db.presence.bind(header);
	return header;
}

export interface DeviceOptions {
	account?: AccountInfo;
	deviceName?: string;
	now?: () => Date;
}

/** One device: its own IndexedDB and key, and as many tabs and restarts as a test wants. */
export class Device {
	readonly indexed = ownIndexedDb();
	readonly account: AccountInfo;
	readonly #channel = `device-${crypto.randomUUID()}`;
	readonly key: CryptoKey;
	header: VaultRecord | undefined;
	readonly #deviceName: string;
	readonly #now: (() => Date) | undefined;
	readonly #open: { replica: Replica; db: BranchStore }[] = [];

	static async new(options: DeviceOptions = {}): Promise<Device> {
		const device = new Device(options, await newKey());
		await device.tab();
		return device;
	}

	private constructor(
		{ account = secretary, deviceName = '', now }: DeviceOptions,
		key: CryptoKey
	) {
		this.account = account;
		this.#deviceName = deviceName;
		this.key = key;
		this.#now = now;
	}

	get replica(): Replica {
		return this.#open[0]!.replica;
	}

	get db(): BranchStore {
		return this.#open[0]!.db;
	}

	/** A further tab of the same account; a deaf one hears nothing of the others. */
	async tab({ deaf = false } = {}): Promise<Replica> {
		const db = new BranchStore(this.account.account, this.indexed);
		this.header = await useVault(db, this.account);
		const tabs = new Tabs(deaf ? crypto.randomUUID() : this.#channel);
		const { key } = this;
		const now = this.#now ? { now: this.#now } : {};
		const { account } = this;
		const deviceName = this.#deviceName;
		const replica = await Replica.open({ db, key, account, deviceName, tabs, ...now });
		this.#open.push({ replica, db });
		return replica;
	}

	/** Every tab is gone; the disk stays. */
	close(): void {
		for (const { replica, db } of this.#open.splice(0)) {
			replica.close();
			db.close();
		}
	}

	async restart(): Promise<Replica> {
		this.close();
		return this.tab();
	}

	/** A fresh device that has received the campus and these members. */
	static async loaded(members: readonly Member[], options: DeviceOptions = {}): Promise<Device> {
		const device = await Device.new(options);
		const rows = [...orgRows(), ...members.map((member) => memberRow(member, 2))];
		await device.replica.applyReply(aReply({ rows, cursor: 2, total: rows.length }));
		return device;
	}
}

/** Every byte of every value and key of the database, as one text to look for canaries in. */
export async function dumpOf(db: BranchStore): Promise<string> {
	const parts: string[] = [];
	const walk = (value: unknown): void => {
		if (value instanceof Uint8Array) parts.push(Buffer.from(value).toString('utf8'));
		else if (value instanceof ArrayBuffer) parts.push(Buffer.from(value).toString('utf8'));
		else if (Array.isArray(value)) value.forEach(walk);
		else if (typeof value === 'object' && value !== null) Object.values(value).forEach(walk);
		else parts.push(String(value));
	};
	for (const table of db.tables) {
		for (const key of await table.toCollection().primaryKeys()) walk(key);
		for (const record of await table.toArray()) walk(record);
	}
	return parts.join('\n');
}
