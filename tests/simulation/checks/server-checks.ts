import { canonical } from '#server/sync/canonical';
import { verifyChain } from '#server/sync/chain';
import { tally } from '../tally';
import { Violation, type Simulation } from '../world/simulation';
import { Yardstick, type Expected, type Line } from './yardstick';

type Row = Record<string, unknown>;

/** What the server holds, read once. */
export interface Truth {
	clock: number;
	epoch: string;
	lines: Line[];
	rows: Map<string, { tbl: string; id: string; clock: number; row: Row }>;
	yardstick: Yardstick;
	/** The server’s own time when it was looked at. */
	now: number;
}

function must(isSo: boolean, check: string, detail: string): void {
	if (!isSo) throw new Violation(check, detail);
}

export async function readTruth({ server, campus }: Simulation): Promise<Truth> {
	const { db } = server.app;
	const { value, epoch } = await db
		.selectFrom('clock')
		.select(['value', 'epoch'])
		.executeTakeFirstOrThrow();
	const lines = await db
		.selectFrom('change_log')
		.select(['seq', 'change_id', 'account', 'name', 'args', 'verdict', 'clock'])
		.orderBy('seq')
		.execute();
	const records = await db.selectFrom('record').select(['tbl', 'id', 'clock', 'json']).execute();
	const rows = new Map(
		records.map(({ tbl, id, clock, json }) => [
			`${tbl}/${id}`,
			{ tbl, id, clock, row: JSON.parse(json) as Row }
		])
	);
	const yardstick = new Yardstick(campus);
	for (const line of lines) if (line.verdict === 'applied') yardstick.take(line);
	const now = server.app.now().getTime();
	return { clock: value, epoch, lines, rows, yardstick, now };
}

/** The log, the rows and the sights say the same. */
export async function checkServer(simulation: Simulation, truth: Truth): Promise<void> {
	const { app, campus } = simulation.server;
	const chain = await verifyChain(app.db, campus);
	must(chain.ok, 'I13 hash chain', 'the log does not verify');
	checkLog(truth);
	checkRows(truth);
	checkImports(truth);
	await checkSights(simulation, truth);
}

function checkLog({ lines, clock, yardstick }: Truth): void {
	const applied = lines.filter(({ verdict }) => verdict === 'applied');
	const ids = new Set(applied.map(({ change_id }) => change_id));
	must(ids.size === applied.length, 'I1 exactly once', 'a change stands twice in the log');
	applied.forEach((line, at) =>
		must(line.clock === at + 1, 'S-3 one clock', `line ${line.seq} has clock ${line.clock}`)
	);
	must(clock === applied.length, 'S-3 one clock', `clock ${clock}, ${applied.length} applied`);
	must(yardstick.wrong.length === 0, 'S-17 log makes sense', yardstick.wrong.join('; '));
}

/** As much of a member’s row as the checks read. */
interface MemberRow {
	trail: { change: string }[];
	conflicts: {
		id: string;
		other: { value: string; facts?: Record<string, string> };
		settled: { choice: string } | null;
	}[];
	proposals: { id: string; outcome: string; edits: Record<string, { to: string }> }[];
	reports?: { id: string; rule: string; lines: { change: string }[] }[];
	flaggedProblem?: { change: string };
	photo?: { id: string } | null;
	photos?: { id: string }[];
}

function checkRows({ rows, yardstick }: Truth): void {
	const elsewhere = yardstick.heldElsewhere();
	tally('ID-08 one number listed in several branches', elsewhere.size);
	for (const [id, member] of yardstick.members) {
		const row = rows.get(`member/${id}`)?.row;
		must(row !== undefined, 'I1 effect', `member ${id} is missing on the server`);
		for (const [field, value] of Object.entries(member.values)) {
			must(row![field] === value, 'I9 values', `${field} of ${id} is not what the log makes of it`);
		}
		const [said, due] = [row!['heldElsewhere'], elsewhere.get(id)].map((one) =>
			JSON.stringify(one)
		);
		must(said === due, 'ID-08 elsewhere', `${id} says ${said}, the rows make ${due}`);
		checkMatters(row as unknown as MemberRow, member);
		checkReports(row as unknown as MemberRow, member);
	}
	for (const table of ['org', 'member', 'departure', 'export'] as const) {
		const count = [...rows.values()].filter(({ tbl }) => tbl === table).length;
		const { orgs, members, departures, exports } = yardstick;
		const expected = { org: orgs, member: members, departure: departures, export: exports };
		const { size } = expected[table];
		must(count === size, 'I1 effect', `${count} rows of ${table}, the log makes ${size}`);
	}
}

/** No value anybody gave is gone: it stands, or a conflict or a proposal holds it (I9). */
function checkMatters(row: MemberRow, { clashes, proposals, trail }: Expected): void {
	const done = row.trail.map(({ change }) => change).join();
	must(done === trail.join(), 'I9 trail', 'the trail is not what the log makes of it');
	const held = row.conflicts.map(({ id, other, settled }) =>
		[id, other.value, sayFacts(other.facts), settled?.choice].join()
	);
	const due = clashes.map(({ id, other, facts, settled }) =>
		[id, other, sayFacts(facts), settled?.choice].join()
	);
	const isSame = held.sort().join() === due.sort().join();
	must(isSame, 'I9 no silent overwrite', `${held.join()} / ${due.join()}`);
	const late = row.proposals.map(({ id, outcome }) => `${id} ${outcome}`);
	const dueLate = proposals.map(({ id, outcome }) => `${id} ${outcome}`);
	must(late.join() === dueLate.join(), 'S-7 proposals', `${late.join()} / ${dueLate.join()}`);
	tally('two authors, one field', clashes.length);
	const reductions = clashes.filter(({ facts }) => facts);
	tally('two reductions at once', reductions.length);
	tally(
		'the second of two reductions taken',
		reductions.filter(({ settled }) => settled?.choice === 'take').length
	);
	tally('X-03 late edit of a member who moved', proposals.length);
}

function sayFacts(facts: Record<string, string> = {}): string {
	return Object.entries(facts).sort().join();
}

/** Every step of a report, every mark and every photo stands in the record, in the order of the log. */
function checkReports(row: MemberRow, { reports, flag, photos }: Expected): void {
	const held = (row.reports ?? []).map(({ id, rule, lines }) =>
		[id, rule, ...lines.map(({ change }) => change)].join()
	);
	const due = reports.map(({ id, rule, changes }) => [id, rule, ...changes].join());
	must(held.join(' ') === due.join(' '), 'I9 reports', `${held.join(' ')} / ${due.join(' ')}`);
	const mark = row.flaggedProblem?.change;
	must(mark === flag?.change, 'I9 marks', `${mark} / ${flag?.change}`);
	const shown = [row.photo?.id ?? null, ...(row.photos ?? []).map(({ id }) => id)].join();
	const expected = [photos.shown, ...photos.former].join();
	must(shown === expected, 'I9 photos', `${shown} / ${expected}`);
}

/** A file imported again by the same organisation, however broken off, brings each of its rows once. */
function checkImports({ rows, lines }: Truth): void {
	const importers = new Map(lines.map(({ change_id, account }) => [change_id, account]));
	const seen = new Set<string>();
	for (const { tbl, row } of rows.values()) {
		if (tbl !== 'member' || row['importedBy'] === '') continue;
		const key = `${importers.get(String(row['importedBy']))} ${String(row['idNumber'])}`;
		must(!seen.has(key), 'C-10 import once', 'a row of a file was imported twice');
		seen.add(key);
	}
	tally('C-17 one file imported by several organisations', seen.size - numbersIn(seen));
}

function numbersIn(seen: ReadonlySet<string>): number {
	return new Set([...seen].map((key) => key.split(' ')[1])).size;
}

function homeOf({ tbl, id, row }: { tbl: string; id: string; row: Row }): string {
	if (tbl === 'org') return id;
	return String(tbl === 'export' ? row['orgId'] : row['branchId']);
}

/** Keys of the rows an organisation sees. */
export function scopeOf({ rows, yardstick }: Truth, orgId: string): Set<string> {
	const keys = new Set<string>();
	for (const [key, held] of rows) {
		if (yardstick.chain(homeOf(held)).includes(orgId)) keys.add(key);
	}
	return keys;
}

async function checkSights(simulation: Simulation, truth: Truth): Promise<void> {
	const sights = await simulation.server.app.db
		.selectFrom('sight')
		.select(['org_id', 'tbl', 'id', 'clock', 'gone'])
		.execute();
	const totals = await simulation.server.app.db
		.selectFrom('scope')
		.select(['org_id', 'total'])
		.execute();
	for (const [org] of truth.yardstick.orgs) {
		const expected = scopeOf(truth, org);
		const seen = sights.filter(({ org_id, gone }) => org_id === org && gone === 0);
		must(
			seen.length === expected.size,
			'I4 scope',
			`${org} sees ${seen.length} rows of ${expected.size}`
		);
		for (const { tbl, id, clock } of seen) {
			const key = `${tbl}/${id}`;
			must(expected.has(key), 'I4 scope', `${org} sees ${key}`);
			must(clock >= truth.rows.get(key)!.clock, 'I7 no gap', `${key} is newer than its sight`);
		}
		const total = totals.find(({ org_id }) => org_id === org)?.total ?? 0;
		must(total === expected.size, 'S-15 total', `${org} counts ${total} of ${expected.size}`);
	}
}

/** Every value anybody was told is saved can be found again (I2). */
export function checkSaved(simulation: Simulation, truth: Truth): void {
	const applied = new Map<string, Line>();
	const refused = new Set<string>();
	for (const line of truth.lines) {
		if (line.verdict === 'applied') applied.set(line.change_id, line);
		else refused.add(`${line.account}|${line.change_id}`);
	}
	for (const { id, name, args, device } of simulation.saved.values()) {
		if (simulation.discarded.has(id) || simulation.excused.has(id)) continue;
		const line = applied.get(id);
		if (line?.name === name && line.args === canonical(args)) continue;
		const held = device.front?.replica?.outbox().find(({ change }) => change.id === id);
		// Kept for 30 days by both clocks; and what lies on a damaged or lost disk may be gone with it (S-14).
		const { hasDamaged, hasAged, server } = simulation;
		// What was acknowledged long before the storage was emptied lay on the disk only.
		const hasForgotten = device.hasBeenCleared || (server.hasLeapt && device.hasLeapt);
		const mayBeGone = hasDamaged || hasAged || hasForgotten;
		if (!held && mayBeGone && simulation.restoredAway.has(id)) continue;
		const where = refused.has(`${device.account.account}|${id}`) ? 'refused' : 'unknown';
		must(held !== undefined, 'I2 saved value', `change ${id} (${name}, ${where}) is nowhere`);
		must(canonical(held!.change.args) === canonical(args), 'I2 saved value', `${id} has changed`);
	}
}
