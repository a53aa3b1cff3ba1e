import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { z } from 'zod';
import { BackupProblem } from '#server/backup/tables';

/**
 * A backup is one gzip file of JSON lines, the same from either engine: a header; for each table a
 * line that names its columns, then its rows as arrays; last the counts and the SHA-256 of every
 * byte before that line. Bytes travel as `{"base64": …}`.
 */
export const Header = z.strictObject({
	format: z.literal('branchbook-backup'),
	version: z.literal(1),
	/** Server time, ISO. */
	at: z.string(),
	/** The newest migration of the database it was taken from. */
	schema: z.string()
});
export type Header = z.infer<typeof Header>;

const TableLine = z.strictObject({ table: z.string(), columns: z.array(z.string()) });
export const Footer = z.strictObject({
	rows: z.record(z.string(), z.int()),
	sha256: z.string()
});
export type Footer = z.infer<typeof Footer>;

const Bytes = z.strictObject({ base64: z.string() });
const Cell = z.union([z.string(), z.number(), z.null(), Bytes]);
const Row = z.array(Cell);

export type Value = string | number | null | Uint8Array;

/** What a backup says, line by line. The footer comes last, and only when everything before it holds. */
export type Said =
	| { kind: 'header'; header: Header }
	| { kind: 'table'; table: string; columns: string[] }
	| { kind: 'row'; values: Value[] }
	| { kind: 'footer'; footer: Footer };

const LONGEST_LINE = 64 * 1024 * 1024;

/** @throws BackupProblem when the file is damaged, cut short or none of ours */
export async function* readBackup(file: string): AsyncGenerator<Said> {
	const hash = createHash('sha256');
	const counts: Record<string, number> = {};
	let table: string | undefined;
	let footer: Footer | undefined;
	let isFirst = true;
	for await (const line of linesOf(file)) {
		if (footer) throw damaged('lines after its end');
		const data = parsed(line);
		if (isFirst) {
			yield { kind: 'header', header: headerOf(data) };
			isFirst = false;
		} else if (Array.isArray(data)) {
			if (table === undefined) throw damaged('a row without a table');
			counts[table] = (counts[table] ?? 0) + 1;
			yield { kind: 'row', values: valuesOf(data) };
		} else if (TableLine.safeParse(data).success) {
			const { table: name, columns } = TableLine.parse(data);
			table = name;
			counts[name] = 0;
			yield { kind: 'table', table: name, columns };
		} else {
			footer = footerOf(data, counts, hash.copy().digest('hex'));
		}
		hash.update(line).update('\n');
	}
	if (!footer) throw damaged('it ends too early');
	yield { kind: 'footer', footer };
}

/** A bit that flipped, a line that went: the sum says so before anything is written. */
function footerOf(data: unknown, counts: Record<string, number>, sha256: string): Footer {
	const footer = Footer.safeParse(data);
	if (!footer.success) throw damaged('a line it cannot have');
	if (footer.data.sha256 !== sha256) throw damaged('its SHA-256 is another one');
	for (const [table, rows] of Object.entries(footer.data.rows)) {
		if (counts[table] !== rows) throw damaged(`${table} has another number of rows`);
	}
	return footer.data;
}

function headerOf(data: unknown): Header {
	const header = Header.safeParse(data);
	if (!header.success) throw new BackupProblem('This file is no backup of Branchbook.');
	return header.data;
}

function valuesOf(data: unknown[]): Value[] {
	const row = Row.safeParse(data);
	if (!row.success) throw damaged('a row it cannot have');
	return row.data.map((cell) =>
		typeof cell === 'object' && cell !== null ? Buffer.from(cell.base64, 'base64') : cell
	);
}

function parsed(line: Buffer): unknown {
	try {
		return JSON.parse(line.toString('utf8'));
	} catch {
		// Whatever stands there instead, it is not what was written.
		throw damaged('a line that is not JSON');
	}
}

/** Lines end with a line feed alone: a text may hold every other separator. */
async function* linesOf(file: string): AsyncGenerator<Buffer> {
	let rest: Buffer = Buffer.alloc(0);
	const unpacked = pipeline(createReadStream(file), createGunzip(), () => undefined);
	try {
		for await (const chunk of unpacked as AsyncIterable<Buffer>) {
			let from = 0;
			const bytes: Buffer = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk;
			for (let end = bytes.indexOf(10); end >= 0; end = bytes.indexOf(10, from)) {
				yield bytes.subarray(from, end);
				from = end + 1;
			}
			rest = bytes.subarray(from);
			if (rest.length > LONGEST_LINE) throw damaged('an endless line');
		}
	} catch (error) {
		if (error instanceof BackupProblem) throw error;
		throw unreadable(error);
	}
	if (rest.length > 0) throw damaged('it ends too early');
}

function unreadable(error: unknown): unknown {
	const code = error instanceof Error && 'code' in error ? String(error.code) : '';
	if (code === 'ENOENT') return new BackupProblem('There is no such file.');
	if (code.startsWith('Z_')) return damaged('its compression');
	return error;
}

function damaged(what: string): BackupProblem {
	return new BackupProblem(`The backup is damaged (${what}).`);
}
