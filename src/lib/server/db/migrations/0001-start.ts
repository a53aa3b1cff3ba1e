import type { Kysely } from 'kysely';
import { makeAppendOnly } from '#server/db/append-only';

export async function up(db: Kysely<unknown>): Promise<void> {
	await records(db);
	await changeLog(db);
	await accounts(db);
}

async function records(db: Kysely<unknown>): Promise<void> {
	await db.schema
		.createTable('clock')
		.addColumn('campus', 'text', (column) => column.primaryKey())
		.addColumn('value', 'bigint', (column) => column.notNull())
		.addColumn('epoch', 'text', (column) => column.notNull())
		.addColumn('log_seq', 'bigint', (column) => column.notNull())
		.addColumn('log_hash', 'text', (column) => column.notNull())
		.execute();
	// The id comes before the table, so that rows can be fetched by the ids a change mentions.
	await db.schema
		.createTable('record')
		.addColumn('campus', 'text', (column) => column.notNull().references('clock.campus'))
		.addColumn('id', 'text', (column) => column.notNull())
		.addColumn('tbl', 'text', (column) => column.notNull())
		.addColumn('clock', 'bigint', (column) => column.notNull())
		.addColumn('json', 'text', (column) => column.notNull())
		.addPrimaryKeyConstraint('record_pk', ['campus', 'id', 'tbl'])
		.execute();
	await db.schema
		.createTable('sight')
		.addColumn('campus', 'text', (column) => column.notNull())
		.addColumn('org_id', 'text', (column) => column.notNull())
		.addColumn('tbl', 'text', (column) => column.notNull())
		.addColumn('id', 'text', (column) => column.notNull())
		.addColumn('clock', 'bigint', (column) => column.notNull())
		.addColumn('gone', 'integer', (column) => column.notNull())
		.addPrimaryKeyConstraint('sight_pk', ['org_id', 'tbl', 'id'])
		.execute();
	await db.schema.createIndex('sight_clock').on('sight').columns(['org_id', 'clock']).execute();
	await db.schema
		.createTable('scope')
		.addColumn('org_id', 'text', (column) => column.primaryKey())
		.addColumn('campus', 'text', (column) => column.notNull())
		.addColumn('total', 'bigint', (column) => column.notNull())
		.addColumn('slices', 'text', (column) => column.notNull())
		.execute();
}

async function changeLog(db: Kysely<unknown>): Promise<void> {
	await db.schema
		.createTable('change_log')
		.addColumn('campus', 'text', (column) => column.notNull().references('clock.campus'))
		.addColumn('seq', 'bigint', (column) => column.notNull())
		.addColumn('change_id', 'text', (column) => column.notNull())
		.addColumn('account', 'text', (column) => column.notNull())
		.addColumn('device', 'text', (column) => column.notNull())
		.addColumn('name', 'text', (column) => column.notNull())
		.addColumn('args', 'text', (column) => column.notNull())
		.addColumn('at_client', 'text', (column) => column.notNull())
		.addColumn('at_server', 'text', (column) => column.notNull())
		.addColumn('verdict', 'text', (column) => column.notNull())
		.addColumn('clock', 'bigint')
		.addColumn('problem', 'text')
		.addColumn('digest', 'text', (column) => column.notNull())
		.addColumn('prev', 'text', (column) => column.notNull())
		.addColumn('hash', 'text', (column) => column.notNull())
		.addPrimaryKeyConstraint('change_log_pk', ['campus', 'seq'])
		.execute();
	await db.schema
		.createIndex('change_log_change')
		.unique()
		.on('change_log')
		.columns(['campus', 'change_id', 'account'])
		.execute();
	await makeAppendOnly(db, 'change_log');
}

async function accounts(db: Kysely<unknown>): Promise<void> {
	await db.schema
		.createTable('account')
		.addColumn('name', 'text', (column) => column.primaryKey())
		.addColumn('campus', 'text', (column) => column.notNull().references('clock.campus'))
		.addColumn('org_id', 'text', (column) => column.notNull())
		.addColumn('kind', 'text', (column) => column.notNull())
		.addColumn('password_hash', 'text', (column) => column.notNull())
		.addColumn('must_change', 'integer', (column) => column.notNull())
		.addColumn('last_sign_in', 'text')
		.addColumn('previous_hashes', 'text', (column) => column.notNull())
		.execute();
	await db.schema
		.createTable('attempt')
		.addColumn('account', 'text', (column) => column.notNull())
		.addColumn('source', 'text', (column) => column.notNull())
		.addColumn('failed', 'integer', (column) => column.notNull())
		.addColumn('last_at', 'bigint', (column) => column.notNull())
		.addPrimaryKeyConstraint('attempt_pk', ['account', 'source'])
		.execute();
	await db.schema.createIndex('attempt_last').on('attempt').column('last_at').execute();
	await db.schema
		.createTable('session')
		.addColumn('token_hash', 'text', (column) => column.primaryKey())
		.addColumn('account', 'text', (column) => column.notNull().references('account.name'))
		.addColumn('device', 'text', (column) => column.notNull())
		.addColumn('created', 'text', (column) => column.notNull())
		.addColumn('last_seen', 'text', (column) => column.notNull())
		.execute();
	await db.schema.createIndex('session_account').on('session').column('account').execute();
	await db.schema
		.createTable('device')
		.addColumn('account', 'text', (column) => column.notNull().references('account.name'))
		.addColumn('id', 'text', (column) => column.notNull())
		.addColumn('name', 'text', (column) => column.notNull())
		.addColumn('created', 'text', (column) => column.notNull())
		.addColumn('last_exchange', 'text')
		.addPrimaryKeyConstraint('device_pk', ['account', 'id'])
		.execute();
}
