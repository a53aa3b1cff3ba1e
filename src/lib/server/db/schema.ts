import type { Generated, Kysely, Transaction } from 'kysely';

/** One row per campus. Its lock orders every accepted change of that campus (S-3). */
export interface ClockTable {
	campus: string;
	value: number;
	/** Changes when the database was restored from a backup (S-14). */
	epoch: string;
	/** Where the campus’s log stands, and the hash its next line continues. */
	log_seq: number;
	log_hash: string;
}

/** The current state of every synced row, as JSON. */
export interface RecordTable {
	campus: string;
	id: string;
	tbl: string;
	clock: number;
	json: string;
	/** Of a listed member; null for every other row. */
	id_number: string | null;
}

/** Which organisation sees which row since which clock value; `gone` 1 is an explicit out (S-7). */
export interface SightTable {
	campus: string;
	org_id: string;
	tbl: string;
	id: string;
	clock: number;
	gone: number;
}

/** How many rows an organisation sees and their digest, so that telling it costs nothing. */
export interface ScopeTable {
	org_id: string;
	campus: string;
	total: number;
	/** JSON list: the digest by parts (S-13). */
	slices: string;
}

/** Append-only and permanent: what was asked, by whom, and what became of it. */
export interface ChangeLogTable {
	campus: string;
	seq: number;
	change_id: string;
	account: string;
	device: string;
	name: string;
	args: string;
	at_client: string;
	at_server: string;
	verdict: string;
	clock: number | null;
	problem: string | null;
	digest: string;
	prev: string;
	hash: string;
}

export interface AccountTable {
	name: string;
	campus: string;
	org_id: string;
	kind: string;
	password_hash: string;
	must_change: number;
	last_sign_in: string | null;
	/** JSON list, newest first. */
	previous_hashes: string;
	/** Until when the password is an activation code, and the one device that has used it. */
	code_until: string | null;
	code_device: string | null;
	/** 1: a superior has locked it. */
	locked: Generated<number>;
	/** The last reset by a superior, and the name of his organisation. */
	reset_at: string | null;
	reset_by: string | null;
	/** Rises with every lock, reset and new password; a session of an earlier one is over. */
	generation: Generated<number>;
	/** When the backup was taken that this password came out of; null once it is replaced. */
	restored_from: string | null;
}

/** Failed sign-ins per account and source; account '' counts a source over all accounts. */
export interface AttemptTable {
	account: string;
	source: string;
	failed: number;
	/** Epoch milliseconds of the last failure that counted. */
	last_at: number;
}

export interface SessionTable {
	token_hash: string;
	account: string;
	device: string;
	created: string;
	last_seen: string;
	/** Until when the data key in escrow is given back, once (V-3). */
	escrow_until: string | null;
	/** The account’s at the moment the session began. */
	generation: Generated<number>;
}

export interface DeviceTable {
	account: string;
	id: string;
	name: string;
	created: string;
	last_exchange: string | null;
	/** As the device said last. */
	unsent: number | null;
	/** The clock value up to which it knew everything when it last had nothing else unsent. */
	knew: number | null;
	/** Of the secret that lies in the device’s vault. */
	secret_hash: string | null;
	/** The data key, sealed under the server’s escrow key. */
	escrow: string | null;
	revoked_at: string | null;
	/** When the device said that it is empty. */
	wiped_at: string | null;
}

/** The bytes of a photo that a member’s record names, as far as they have arrived. */
export interface PhotoTable {
	campus: string;
	member: string;
	id: string;
	/** As the record has them. */
	sha256: string;
	bytes: number;
	received: number;
	/** 1: all of them, looked at and found right; such a row never changes. */
	whole: number;
	/** Who brought the last piece, on which device. */
	account: string;
	device: string;
	/** Server time at which it became whole; '' before. */
	at: string;
	data: Uint8Array;
}

/** A change or photo of a revoked device. Kept for good; nothing of it is in a record before it is released. */
export interface HandoverTable {
	campus: string;
	account: string;
	device: string;
	kind: 'change' | 'photo' | 'draft';
	/** Of the change, the photo or the draft. */
	id: string;
	/** The order in which the device made its changes. */
	position: number;
	/** A change or draft as JSON; for a photo the member it belongs to. */
	content: string;
	/** A photo’s bytes. */
	data: Uint8Array | null;
	bytes: number;
	/** Server time of the hand-over. */
	arrived: string;
	state: 'waiting' | 'applied' | 'refused' | 'declined';
	/** JSON: why a released change was refused. */
	problem: string | null;
	decided_at: string | null;
	decided_by: string | null;
}

/** A single row; its lock orders servers that meet one empty database. */
export interface OpeningTable {
	id: number;
}

/** A single row: which key devices’ keys lie sealed under. */
export interface EscrowKeyTable {
	id: number;
	fingerprint: string;
}

export interface Schema {
	clock: ClockTable;
	record: RecordTable;
	sight: SightTable;
	scope: ScopeTable;
	change_log: ChangeLogTable;
	account: AccountTable;
	attempt: AttemptTable;
	session: SessionTable;
	device: DeviceTable;
	opening: OpeningTable;
	photo: PhotoTable;
	handover: HandoverTable;
	escrow_key: EscrowKeyTable;
}

export type Database = Kysely<Schema>;
export type Trx = Transaction<Schema>;
