import { readBackup, type Footer, type Header, type Value } from '#server/backup/backup-file';
import { beginNewEpoch } from '#server/backup/new-epoch';
import {
	BackupProblem,
	keptTables,
	leftOutTables,
	refuseUnknownTables,
	tablesIn
} from '#server/backup/tables';
import { migrate, migrations } from '#server/db/migrate';
import type { Database, Schema, Trx } from '#server/db/schema';
import { inPieces } from '#server/db/write-many';

export interface Restored {
	header: Header;
	rows: Footer['rows'];
	campuses: number;
}

interface Options {
	/** Whether data that is there may go. */
	replace: boolean;
	now: Date;
}

/**
 * Puts a backup of either engine into this database, in one transaction: all of it or nothing. The
 * whole file is checked before the database is touched.
 */
export async function restore(db: Database, file: string, options: Options): Promise<Restored> {
	const { header, footer } = await checkBackup(file);
	const names = Object.keys(migrations);
	const taken = names.indexOf(header.schema);
	if (taken < 0) {
		throw new BackupProblem(`The backup is of a newer version of Branchbook (${header.schema}).`);
	}
	const found = await tablesIn(db);
	refuseUnknownTables(found.keys());
	if (!options.replace && found.has('clock') && (await hasRows(db))) {
		throw new BackupProblem('The database holds data already. --replace lets it go.');
	}
	await migrate(db);
	const campuses = await db.transaction().execute(async (trx) => {
		await dropAll(trx);
		await step(trx, names.slice(0, taken + 1));
		await load(trx, file);
		await step(trx, names.slice(taken + 1));
		const backup = { takenAt: header.at, sha256: footer.sha256 };
		return beginNewEpoch(trx, backup, options.now.toISOString());
	});
	return { header, rows: footer.rows, campuses };
}

/** Reads the file to its end. */
export async function checkBackup(file: string): Promise<{ header: Header; footer: Footer }> {
	let header: Header | undefined;
	for await (const said of readBackup(file)) {
		if (said.kind === 'header') header = said.header;
		if (said.kind === 'footer' && header) return { header, footer: said.footer };
	}
	throw new BackupProblem('The backup is empty.');
}

async function hasRows(db: Database): Promise<boolean> {
	const any = await db.selectFrom('clock').select('campus').limit(1).executeTakeFirst();
	return any !== undefined;
}

/** In the order in which none is dropped that another still refers to. */
async function dropAll(trx: Trx): Promise<void> {
	const kept = keptTables.map(({ name }) => name).toReversed();
	for (const name of [...leftOutTables, ...kept]) await trx.schema.dropTable(name).execute();
}

async function step(trx: Trx, names: readonly string[]): Promise<void> {
	for (const name of names) await migrations[name]?.up(trx);
}

async function load(trx: Trx, file: string): Promise<void> {
	const found = await tablesIn(trx);
	let table: keyof Schema | undefined;
	let columns: string[] = [];
	let rows: Record<string, Value>[] = [];
	const write = async () => {
		const into = table;
		if (into === undefined || rows.length === 0) return;
		await inPieces(rows, (piece) =>
			trx
				.insertInto(into)
				.values(piece as never)
				.execute()
		);
		rows = [];
	};
	for await (const said of readBackup(file)) {
		if (said.kind === 'table') {
			await write();
			table = knownTable(said.table, said.columns, found);
			({ columns } = said);
		} else if (said.kind === 'row') {
			rows.push(Object.fromEntries(columns.map((column, at) => [column, said.values[at] ?? null])));
			if (rows.length >= pageOf(table)) await write();
		} else if (said.kind === 'footer') {
			await write();
		}
	}
}

function pageOf(table: keyof Schema | undefined): number {
	return keptTables.find(({ name }) => name === table)?.page ?? 500;
}

/** Names come from a file: only those this database has are ever used. */
function knownTable(
	name: string,
	columns: readonly string[],
	found: ReadonlyMap<string, string[]>
): keyof Schema {
	const kept = keptTables.find((table) => table.name === name);
	const there = found.get(name) ?? [];
	if (!kept || !columns.every((column) => there.includes(column))) {
		throw new BackupProblem(`The backup’s table ${name} does not fit this version.`);
	}
	return kept.name;
}
