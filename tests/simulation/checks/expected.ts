import { isDeepStrictEqual } from 'node:util';
import type { Field } from '#domain/model/member/field';
import { fieldOf, fields, type FieldKey } from '#domain/model/member/fields';
import type { ExpectedMark } from './expected-merge';
import { asideWith, statusFacts, type StatusLine } from './expected-reductions';
import type { ExpectedFlag, ExpectedPhotos, ExpectedReport } from './expected-reports';

/** One line of the log, as far as it says what was done. */
export interface Line {
	seq: number;
	change_id: string;
	account: string;
	name: string;
	args: string;
	verdict: string;
	clock: number | null;
}

export type Values = Record<string, string>;
export type Edits = Record<string, { from: string; to: string }>;

export interface Clash {
	id: string;
	field: string;
	other: string;
	/** The change that gave the value that stood when it opened, as far as 党籍状态 is concerned. */
	kept?: string;
	/** What was given with a 党籍状态 that does not stand. */
	facts?: Values;
	settled: { choice: 'keep' | 'take'; from: string; change: string } | null;
}

/** A member as the log leaves him. */
export interface Expected {
	values: Values;
	/** Every field the log speaks of; the others are nobody’s business here. */
	clashes: Clash[];
	proposals: { id: string; edits: Edits; outcome: string }[];
	reports: ExpectedReport[];
	/** The mark of a committee. */
	flag: ExpectedFlag | null;
	photos: ExpectedPhotos;
	left: string[];
	/** Where he was merged away: into which record, and how that one was before. */
	merged?: ExpectedMark;
	absorbed: string[];
	/** The change that imported him, and those that withdrew him and brought him back. */
	importing: string[];
	/** The account that withdrew him last. */
	withdrawnBy?: string;
	/** Changes that did something to him, in order. */
	trail: string[];
	/** What became of 党籍状态; like the trail it is never taken back. */
	lines: StatusLine[];
}

const initial = Object.fromEntries(
	(fields as readonly Field[]).flatMap(({ key, initial }) => (initial ? [[key, initial]] : []))
);

/** A record nobody has touched; a new one starts with the initial values of the catalogue. */
export function expected(given: object): Expected {
	const whole = { ...initial, ...given };
	const known = Object.entries(whole).filter(([, value]) => typeof value === 'string');
	const photos = { shown: null, former: [] };
	const left = { clashes: [], proposals: [], reports: [], photos, left: [], absorbed: [] };
	const values = Object.fromEntries(known) as Values;
	return { values, ...left, flag: null, importing: [], trail: [], lines: [] };
}

export function valueOf(member: Expected, field: string): string {
	return member.values[field] ?? '';
}

export function touch(member: Expected, { change_id }: Line): void {
	member.values['touchedBy'] = change_id;
	member.trail.push(change_id);
}

/** Different fields: both win. The same field: its class decides, and the other value is kept beside it. Whether it changed anything. */
export function merge(member: Expected, edits: Edits, line: Line, isDecision = false): boolean {
	let isChange = false;
	const facts = asideWith(member, edits);
	const written = member.lines.findLast(({ made }) => made['membershipStatus'])?.change;
	const made: StatusLine['made'] = {};
	for (const [field, { from, to }] of Object.entries(edits)) {
		const stored = valueOf(member, field);
		if (to === stored) continue;
		isChange = true;
		if (facts?.[field] !== undefined) continue;
		const isStatus = field === 'membershipStatus';
		const isIdentity = fieldOf(field as FieldKey).conflict === 'identity';
		const stands = from === stored || !isIdentity;
		if (stands) {
			for (const one of member.clashes) {
				if (one.field !== field || one.settled || one.other !== to) continue;
				one.settled = { choice: 'take', from: stored, change: line.change_id };
			}
			member.values[field] = to;
			if (isStatus || statusFacts.includes(field)) made[field] = [stored, to];
		}
		const loser = stands ? stored : to;
		const isHeld = member.clashes.some(
			(one) =>
				one.field === field &&
				!one.settled &&
				one.other === loser &&
				isDeepStrictEqual(one.facts ?? {}, (isStatus && facts) || {})
		);
		if (from === stored || isHeld) continue;
		const id = `${line.change_id}:${field}`;
		const about = isStatus && { kept: written ?? member.trail[0], ...(facts && { facts }) };
		member.clashes.push({ id, field, other: loser, ...about, settled: null });
	}
	if (Object.keys(made).length > 0) member.lines.push({ change: line.change_id, isDecision, made });
	if (isChange) touch(member, line);
	return isChange;
}
