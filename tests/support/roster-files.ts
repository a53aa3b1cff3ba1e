import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Org } from '#domain/model/org/org';
import type { RegisteredMember, RosterBase } from '#domain/features/roster/judge-rows';
import { readRoster } from '#domain/features/roster/read-rows';
import type { RosterAnswers, RosterReport } from '#domain/features/roster/report';
import { readWorkbook } from '#sheet/read-workbook';

/** One row of expected.json. */
export interface ExpectedRow {
	row: number;
	verdict: string;
	rules: string[];
	open?: string[];
	values?: Record<string, string | null>;
	ask?: { field: string; given?: string; propose?: string }[];
	why?: string;
}

export interface ExpectedFile {
	sheet: string;
	headerRow: number;
	columns: string[][];
	fileFindings: { rule: string; header: string; readAs: string }[];
	skippedRows?: { row: number; why: string }[];
	otherSheets?: { sheet: string }[];
	verdicts: Record<string, number>;
	list: ExpectedRow[];
}

export interface Expected {
	today: string;
	compare: { exact: string[] };
	files: Record<'roster-national.xlsx' | 'roster-messy.xlsx', ExpectedFile>;
}

export function fixture(name: string): Uint8Array<ArrayBuffer> {
	return new Uint8Array(readFileSync(new URL(`../fixtures/${name}`, import.meta.url)));
}

export const expected = JSON.parse(new TextDecoder().decode(fixture('expected.json'))) as Expected;

interface PlainOrg {
	code: string;
	type: string;
	fullName: string;
	shortName: string;
	parentCode: string | null;
}

/** The demo campus; an organisation’s id is made of its code. */
export const campus: Org[] = campusOf(
	JSON.parse(new TextDecoder().decode(fixture('orgs.json'))) as PlainOrg[]
);

export function orgId(code: string): string {
	return `00000000-0000-4000-8000-${code}`;
}

function campusOf(plain: PlainOrg[]): Org[] {
	const orgs = new Map<string, Org>();
	for (const { parentCode, ...org } of plain) {
		const parent = parentCode === null ? undefined : orgs.get(parentCode);
		const id = orgId(org.code);
		orgs.set(org.code, {
			...org,
			id,
			parentId: parent?.id ?? null,
			path: `${parent?.path ?? '/'}${id}/`,
			touchedBy: ''
		});
	}
	return [...orgs.values()];
}

export function campusBase(members: readonly RegisteredMember[] = []): RosterBase {
	return { orgs: campus, members, actorOrgId: orgId('990000000001'), today: expected.today };
}

/** As the branch of that code has it: its device holds no organisation but its own. */
export function branchBase(code: string, members: readonly RegisteredMember[] = []): RosterBase {
	const orgs = campus.filter((org) => org.code === code);
	return { orgs, members, actorOrgId: orgId(code), today: expected.today };
}

export function hashOf(bytes: Uint8Array): string {
	return createHash('sha256').update(bytes).digest('hex');
}

export async function reportOn(
	name: string,
	said: RosterAnswers = {},
	base: RosterBase = campusBase()
): Promise<RosterReport> {
	const bytes = fixture(name);
	const report = readRoster(await readWorkbook(bytes, name), base, hashOf(bytes), said);
	if (!report) throw new Error(`${name} has no header`);
	return report;
}
