import type { DBCore, DBCoreTransaction, Middleware } from 'dexie';

/** Thrown inside a transaction, which then rolls back: the vault it belongs to is not in the database. */
export class VaultGone extends Error {
	override readonly name = 'VaultGone';
}

/** The part of a vault's header that says which vault it is. Vaults of before have no id. */
export interface VaultIdentity {
	id?: string;
}

/**
 * Whether the vault that was opened is still in the database. A browser may empty its storage under
 * an open page; the database is then opened anew and empty, and a write into it would succeed and
 * save nothing (V-6).
 */
export class VaultPresence {
	#id: string | undefined;
	#cleared = false;
	readonly #founding = new WeakSet<object>();
	readonly #listeners = new Set<() => void>();

	/** From now on this database object works for that vault, and for no other. */
	bind({ id = '' }: VaultIdentity): void {
		if (this.#id !== undefined && this.#id !== id) throw new Error('bound to another vault');
		this.#id = id;
		this.#become(false);
	}

	/** The storage was emptied; what is in memory is on no disk. */
	get cleared(): boolean {
		return this.#cleared;
	}

	/** Throws when the header read in a transaction is not the one of this vault. */
	check(header: VaultIdentity | undefined): void {
		if (this.#id === undefined) throw new Error('no vault was opened');
		const isSame = header !== undefined && (header.id ?? '') === this.#id;
		this.#become(!isSame);
		if (!isSame) throw new VaultGone();
	}

	/** The one transaction that writes where no vault is: it puts the header itself. */
	found(transaction: object): void {
		this.#founding.add(transaction);
	}

	isFounding(transaction: object): boolean {
		return this.#founding.has(transaction);
	}

	/** Called whenever `cleared` changes; returns the function that stops it. */
	subscribe(listener: () => void): () => void {
		this.#listeners.add(listener);
		return () => this.#listeners.delete(listener);
	}

	#become(cleared: boolean): void {
		if (cleared === this.#cleared) return;
		this.#cleared = cleared;
		for (const listener of [...this.#listeners]) listener();
	}
}

/**
 * Every transaction that writes takes the vault's header in and checks it before its first write.
 * It lies below all tables, so no caller can forget it.
 */
export function guardWrites(presence: VaultPresence): Middleware<DBCore> {
	return {
		stack: 'dbcore',
		name: 'vault-presence',
		create(core) {
			const checks = new WeakMap<DBCoreTransaction, Promise<void>>();
			const check = (trans: DBCoreTransaction): Promise<void> => {
				const known = checks.get(trans);
				if (known) return known;
				const header = core.table('vault').get({ trans, key: 'header' });
				const checked = header.then((found: VaultIdentity | undefined) => {
					if (!presence.isFounding(trans)) presence.check(found);
				});
				checks.set(trans, checked);
				return checked;
			};
			return {
				...core,
				transaction(stores, mode, options) {
					const isMissing = mode === 'readwrite' && !stores.includes('vault');
					return core.transaction(isMissing ? [...stores, 'vault'] : stores, mode, options);
				},
				table(name) {
					const table = core.table(name);
					return {
						...table,
						mutate: (request) => check(request.trans).then(() => table.mutate(request))
					};
				}
			};
		}
	};
}
