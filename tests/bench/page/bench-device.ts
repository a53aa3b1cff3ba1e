import { BranchStore } from '#store/disk/db';
import { Replica } from '#store/replica/replica';
import { Tabs } from '#store/disk/tabs';
import { syncOnce } from '#sync/loop/sync-once';
import { Wire } from '#sync/loop/wire';

/** Whose device this is; the server of the bench names him. */
export interface Whose {
	account: string;
	orgId: string;
	deviceId: string;
}

/** An empty device in real IndexedDB, and its way to the server. */
export class BenchDevice {
	readonly #wire = new Wire();
	readonly db: BranchStore;
	readonly replica: Replica;

	static async new({ account, orgId, deviceId }: Whose): Promise<BenchDevice> {
		const db = new BranchStore(`bench-${crypto.randomUUID()}`);
		const key = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, [
			'encrypt',
			'decrypt'
		]);
		const principal = { account, kind: 'a' as const, orgId, orgName: '示例', deviceId };
		const kdf = { name: 'argon2id', memoryKiB: 64, passes: 1, lanes: 1 } as const;
		const none = new Uint8Array(0);
		await db.found({ key: 'header', version: 1, ...principal, kdf, salt: none, wrapped: none });
		const replica = await Replica.open({ db, key, account: principal, tabs: new Tabs(db.name) });
		return new BenchDevice(db, replica);
	}

	private constructor(db: BranchStore, replica: Replica) {
		this.db = db;
		this.replica = replica;
	}

	async sync(): Promise<void> {
		const outcome = await syncOnce(this.replica, this.#wire);
		if (outcome.kind !== 'done') throw new Error(`the round ended with ${JSON.stringify(outcome)}`);
	}

	async erase(): Promise<void> {
		this.replica.close();
		await this.db.delete();
	}

	/** Whether one of the texts lies in the database in clear. */
	async showsInClear(texts: readonly string[]): Promise<boolean> {
		const decoder = new TextDecoder();
		for (const table of this.db.tables) {
			for (const record of (await table.toArray()) as Record<string, unknown>[]) {
				for (const value of Object.values(record)) {
					const text = value instanceof Uint8Array ? decoder.decode(value) : String(value);
					if (texts.some((clear) => text.includes(clear))) return true;
				}
			}
		}
		return false;
	}
}
