import { isDeepStrictEqual } from 'node:util';
import { isFieldKey } from '#domain/model/member/fields';
import { merge, touch, valueOf, type Edits, type Expected, type Line } from './expected';
import type { ExpectedPhotos } from './expected-reports';

/** What 合并 leaves of a record that gave way. */
export interface ExpectedMark {
	into: string;
	change: string;
	branchId: string;
	/** The survivor as it was, without its trail. */
	before: Omit<Expected, 'trail' | 'lines'>;
}

export interface MergeArgs {
	into: string;
	from: string;
	take: Edits;
	keep: Record<string, string>;
	photo: string | null;
}

type Members = ReadonlyMap<string, Expected>;

/** The records on the way to the one that stands for the person, that one last. */
export function wayOf(members: Members, id: string): Expected[] {
	const way: Expected[] = [];
	for (let at: string | undefined = id; at !== undefined;) {
		const member: Expected | undefined = members.get(at);
		if (!member || way.includes(member)) throw new Error(`the way from ${id} has no end`);
		way.push(member);
		at = member.merged?.into;
	}
	return way;
}

/** Two records of one person become one; a value nobody has judged is kept beside what stands. */
export function mergeRecords(
	[survivor, survivorId]: [Expected, string],
	other: Expected,
	{ from, take, keep, photo }: MergeArgs,
	line: Line
): void {
	const before = withoutTrail(survivor);
	if (!merge(survivor, take, line)) touch(survivor, line);
	for (const field of Object.keys(other.values).filter(isFieldKey)) {
		const theirs = valueOf(other, field);
		if (field === 'branchId' || theirs === '' || theirs === valueOf(survivor, field)) continue;
		if (theirs === (take[field]?.to ?? keep[field])) continue;
		const id = `${line.change_id}:${field}:${from}`;
		survivor.clashes.push({ id, field, other: theirs, settled: null });
	}
	const held = structuredClone(survivor.clashes);
	for (const clash of other.clashes) {
		const isOpen = clash.settled === null && clash.other !== valueOf(survivor, clash.field);
		const isKnown = held.some(
			(one) =>
				!one.settled &&
				one.field === clash.field &&
				one.other === clash.other &&
				isDeepStrictEqual(one.facts ?? {}, clash.facts ?? {})
		);
		if (isOpen && !isKnown) survivor.clashes.push(structuredClone(clash));
	}
	const waiting = other.proposals.filter(({ outcome }) => outcome === 'waiting');
	survivor.proposals.push(...structuredClone(waiting));
	survivor.reports.push(...structuredClone(other.reports));
	survivor.flag ??= structuredClone(other.flag);
	survivor.photos = unitedPhotos(survivor.photos, other.photos, photo);
	survivor.absorbed.push(from, ...other.absorbed);
	giveWay(other, survivor, { into: survivorId, change: line.change_id, before });
	touch(other, line);
}

function giveWay(other: Expected, survivor: Expected, mark: Omit<ExpectedMark, 'branchId'>): void {
	const [branchId, goesTo] = [valueOf(other, 'branchId'), valueOf(survivor, 'branchId')];
	other.merged = { ...mark, branchId };
	if (branchId === goesTo) return;
	other.left = [...other.left.filter((one) => one !== branchId), branchId];
	other.values['branchId'] = goesTo;
}

function unitedPhotos(
	own: ExpectedPhotos,
	theirs: ExpectedPhotos,
	chosen: string | null
): ExpectedPhotos {
	const brought = [...theirs.former, ...(theirs.shown ? [theirs.shown] : [])];
	if (brought.length === 0) return own;
	const all = new Set([...own.former, ...brought, ...(own.shown ? [own.shown] : [])]);
	const shown = chosen !== null && all.has(chosen) ? chosen : (own.shown ?? theirs.shown);
	if (shown !== null) all.delete(shown);
	return { shown, former: [...all] };
}

/** Both records as they were before they were merged. What is wrong with it, if anything is. */
export function unmergeRecords(members: Members, id: string, line: Line): string | undefined {
	const stub = members.get(id);
	const mark = stub?.merged;
	const survivor = mark && members.get(mark.into);
	if (!stub || !mark || !survivor) return `${id} was taken out of no merge`;
	if (survivor.merged || survivor.values['touchedBy'] !== mark.change)
		return `${id} was taken out of a record that was changed since`;
	Object.assign(survivor, structuredClone(mark.before));
	if (!mark.before.merged) delete survivor.merged;
	touch(survivor, line);
	stub.values['branchId'] = mark.branchId;
	stub.left = stub.left.filter((one) => one !== mark.branchId);
	delete stub.merged;
	touch(stub, line);
	return undefined;
}

function withoutTrail(member: Expected): Omit<Expected, 'trail' | 'lines'> {
	const { trail, lines, ...rest } = structuredClone(member);
	void [trail, lines];
	return rest;
}
