import type { Campus } from '../world/campus';
import {
	expected,
	merge,
	touch,
	valueOf,
	type Edits,
	type Expected,
	type Line,
	type Values
} from './expected';
import { mergeRecords, unmergeRecords, wayOf, type MergeArgs } from './expected-merge';
import { factsBack, factsTaken } from './expected-reductions';
import { filed, photographed, stepped, unflagged, unphotographed } from './expected-reports';

export type { Expected, Line } from './expected';

/** The arguments of all mutations together; each line has those of its own. */
interface Args {
	id: string;
	parentId: string;
	orgId: string;
	values: Values;
	importedBy: string;
	imported: boolean;
	edits: Edits;
	from: string;
	to: string;
	memberId: string;
	conflictId: string;
	choice: 'keep' | 'take';
	proposalId: string;
	outcome: string;
	rule: string;
	reportId: string;
	reason: string;
	flag: string;
	text: string;
	photo: { id: string };
	photoId: string;
	saw: string & Values;
}

/**
 * What the log’s applied lines must have led to, written down a second time and without the app’s
 * mutations: what a mistake in those would otherwise hide.
 */
export class Yardstick {
	readonly members = new Map<string, Expected>();
	readonly orgs = new Map<string, { parentId: string | null }>();
	readonly departures = new Map<string, { branchId: string; returned: boolean }>();
	readonly exports = new Map<string, string>();
	/** Organisation of an account, by its code. */
	readonly ownerOf = new Map<string, string>();
	/** What the log claims and cannot be. */
	readonly wrong: string[] = [];

	constructor(campus: Campus) {
		for (const { id, code, parentId } of campus.orgs) {
			this.orgs.set(id, { parentId });
			this.ownerOf.set(code, id);
		}
		for (const member of campus.members) this.members.set(member.id, expected({ ...member }));
	}

	take(line: Line): void {
		this.#steps[line.name]?.(line, JSON.parse(line.args) as Args);
	}

	/**
	 * What the server has to say of each ID number that is listed in several branches (ID-08). It
	 * follows from how the records stand at the end, whichever change told whom. Numbers of who has
	 * left are free.
	 */
	heldElsewhere(): Map<string, { idNumber: string; branchId: string; records: number }> {
		const listed = [...this.members].flatMap(([id, { values, merged }]) => {
			const { idNumber = '', branchId = '', retracted, membershipStatus } = values;
			const isFree = retracted === '1' || merged || membershipStatus === 'left';
			return isFree || idNumber === '' ? [] : [{ id, idNumber, branchId }];
		});
		const held = new Map<string, { idNumber: string; branchId: string; records: number }>();
		for (const { id, idNumber, branchId } of listed) {
			const others = listed.filter((one) => one.idNumber === idNumber && one.branchId !== branchId);
			if (others.length > 0) held.set(id, { idNumber, branchId, records: others.length });
		}
		return held;
	}

	/** The ids from an organisation up to the root: who sees what lies there. */
	chain(orgId: string): string[] {
		const chain: string[] = [];
		for (let at: string | null = orgId; at; at = this.orgs.get(at)?.parentId ?? null)
			chain.push(at);
		return chain;
	}

	readonly #steps: Record<string, (line: Line, args: Args) => void> = {
		'org.add': (line, { id, parentId }) => {
			this.#mayWrite(line, parentId);
			if (this.orgs.has(id)) this.wrong.push(`organisation ${id} was added twice`);
			this.orgs.set(id, { parentId });
		},
		'roster.export': (line, { id, orgId }) => {
			this.#mayWrite(line, orgId);
			this.exports.set(id, orgId);
		},
		'member.admit': (line, { id, values, imported }) => {
			this.#mayWrite(line, values['branchId'] ?? '');
			if (this.members.has(id)) this.wrong.push(`member ${id} was admitted twice`);
			const member = expected({ retracted: '', ...values });
			if (imported) member.importing.push(line.change_id);
			this.members.set(id, member);
			touch(member, line);
		},
		'member.retract': (line, { id, importedBy }) => {
			const member = this.#own(line, id);
			if (member.values['retracted'] === '1') return;
			const { importing, trail } = member;
			const isTouched = member.values['touchedBy'] !== importing.at(-1);
			if (isTouched || trail.length > importing.length || importing[0] !== importedBy)
				this.wrong.push('withdrawn after a change');
			member.values['retracted'] = '1';
			member.withdrawnBy = line.account;
			importing.push(line.change_id);
			touch(member, line);
		},
		'member.reinstate': (line, { id }) => {
			const member = this.#own(line, id);
			if (member.values['retracted'] !== '1') return;
			if (member.withdrawnBy !== line.account) this.wrong.push('brought back by another');
			member.values['retracted'] = '';
			member.importing.push(line.change_id);
			touch(member, line);
		},
		'member.merge': (line, args) => this.#merge(line, args as unknown as MergeArgs),
		'member.unmerge': (line, { id }) => this.#unmerge(line, id),
		'member.edit': (line, { id, edits }) => this.#edit(line, id, edits),
		'member.move': (line, { id, from, to }) => this.#move(line, id, from, to),
		'conflict.settle': (line, { memberId, conflictId, choice, saw }) =>
			this.#settle(line, memberId, conflictId, choice, saw),
		'conflict.reopen': (line, { memberId, conflictId }) => this.#reopen(line, memberId, conflictId),
		'proposal.decide': (line, { memberId, proposalId, outcome, saw }) =>
			this.#decide(line, memberId, proposalId, outcome, saw),
		'report.file': (line, { memberId, rule }) => {
			const member = this.#reported(line, memberId, 'branch');
			if (filed(member.reports, line.change_id, rule)) member.values['touchedBy'] = line.change_id;
		},
		'report.withdraw': (line, args) => this.#step(line, args, 'branch'),
		'report.handle': (line, args) => this.#step(line, args, 'above'),
		'report.answer': (line, args) => this.#step(line, args, 'above'),
		'report.close': (line, args) => this.#step(line, args, 'above'),
		'report.reopen': (line, args) => this.#step(line, args, 'above'),
		'member.flag': (line, { memberId, reason }) => {
			const member = this.#reported(line, memberId, 'above');
			if (member.flag?.reason === reason) return;
			member.flag = { change: line.change_id, reason };
			touch(member, line);
		},
		'member.unflag': (line, { memberId, flag, text }) => {
			const member = this.#reported(line, memberId, 'above');
			if (!member.flag && text === '') return;
			if (member.flag?.change !== flag) this.wrong.push('a mark was taken back that nobody saw');
			member.flag = null;
			unflagged(member.reports, line.change_id);
			touch(member, line);
		},
		'member.photo.set': (line, { memberId, photo }) => {
			const member = this.#mine(line, memberId);
			if (photographed(member.photos, photo.id)) touch(member, line);
		},
		'member.photo.remove': (line, { memberId, photoId }) => {
			const member = this.#mine(line, memberId);
			if (unphotographed(member.photos, photoId)) touch(member, line);
		}
	};

	/** The member, if whoever acts stands on the right side of his branch. */
	#reported(line: Line, id: string, side: 'branch' | 'above'): Expected {
		const member = this.#mine(line, id);
		const isOwn = this.ownerOf.get(line.account.slice(1)) === member.values['branchId'];
		if (isOwn !== (side === 'branch')) this.wrong.push(`${line.account} was let do ${line.name}`);
		return member;
	}

	#step(line: Line, { memberId, reportId }: Args, side: 'branch' | 'above'): void {
		const member = this.#reported(line, memberId, side);
		const wrong = stepped(member.reports, reportId, line.change_id, line.name);
		if (wrong) this.wrong.push(wrong);
		member.values['touchedBy'] = line.change_id;
	}

	#covers(line: Line, orgId: string): boolean {
		const own = this.ownerOf.get(line.account.slice(1));
		return own !== undefined && this.chain(orgId).includes(own);
	}

	#mayWrite(line: Line, orgId: string): void {
		if (!this.#covers(line, orgId)) this.wrong.push(`${line.account} was let write in ${orgId}`);
	}

	/** The record that stands for the person of that id, if whoever acts may write it. */
	#mine(line: Line, id: string): Expected {
		const member = wayOf(this.members, id).at(-1)!;
		this.#mayWrite(line, member.values['branchId'] ?? '');
		return member;
	}

	/** The very record of that id, merged away or not. */
	#own(line: Line, id: string): Expected {
		const member = this.members.get(id);
		if (!member) throw new Error(`the log speaks of a member who never was: ${id}`);
		this.#mayWrite(line, member.values['branchId'] ?? '');
		return member;
	}

	#edit(line: Line, id: string, edits: Edits): void {
		const member = this.members.get(id);
		if (!member) return void this.wrong.push(`member ${id} was edited and never was there`);
		if (member.values['retracted'] === '1') this.wrong.push(`${id} was edited though withdrawn`);
		const isOwn = this.#covers(line, member.values['branchId'] ?? '');
		if (isOwn && !member.merged) return void merge(member, edits, line);
		const way = wayOf(this.members, id);
		const isLate = way.some(({ left }) => left.some((branch) => this.#covers(line, branch)));
		if (!isOwn && !isLate) {
			return void this.wrong.push(`${line.account} was let write in a foreign branch`);
		}
		this.#propose(way.at(-1)!, edits, line, isOwn);
	}

	/** Who holds the survivor proposes what is new there; who lost the member learns nothing of its values. */
	#propose(member: Expected, edits: Edits, line: Line, onlyNews: boolean): void {
		const news = Object.entries(edits).filter(
			([field, { to }]) => !onlyNews || to !== valueOf(member, field)
		);
		if (news.length === 0) return;
		const proposed = Object.fromEntries(news);
		member.proposals.push({ id: line.change_id, edits: proposed, outcome: 'waiting' });
		member.values['touchedBy'] = line.change_id;
	}

	#merge(line: Line, args: MergeArgs): void {
		const { into, from, take, keep } = args;
		const [asked, other] = [this.#own(line, into), this.#own(line, from)];
		const survivor = this.#mine(line, into);
		if (wayOf(this.members, from).at(-1) === survivor) {
			const kept = Object.keys(keep).map((field) => [field, valueOf(asked, field)] as const);
			const taken = Object.entries(take).map(([field, { to }]) => [field, to] as const);
			const same = [...taken, ...kept].map(([field, to]) => [field, { from: to, to }]);
			return void merge(survivor, Object.fromEntries(same) as Edits, line);
		}
		if (other.merged) return void this.wrong.push(`${from} was merged twice`);
		const branchId = valueOf(other, 'branchId');
		const survivorId = [...this.members].find(([, one]) => one === survivor)![0];
		mergeRecords([survivor, survivorId], other, args, line);
		this.#moveStubs(other.absorbed, valueOf(survivor, 'branchId'), line);
		if (branchId !== valueOf(other, 'branchId'))
			this.departures.set(`${from}:${branchId}`, { branchId, returned: false });
	}

	#unmerge(line: Line, id: string): void {
		const stub = this.#own(line, id);
		if (!stub.merged) return;
		this.#mayWrite(line, stub.merged.branchId);
		const wrong = unmergeRecords(this.members, id, line);
		if (wrong) this.wrong.push(wrong);
		this.#moveStubs(stub.absorbed, valueOf(stub, 'branchId'), line);
	}

	/** The records merged into one go where it goes. */
	#moveStubs(ids: readonly string[], branchId: string, line: Line): void {
		for (const id of ids) {
			const { values } = this.members.get(id)!;
			Object.assign(values, { branchId, touchedBy: line.change_id });
		}
	}

	#move(line: Line, asked: string, from: string, to: string): void {
		const member = this.#mine(line, asked);
		const [id] = [...this.members].find(([, one]) => one === member)!;
		this.#mayWrite(line, to);
		if (member.values['branchId'] === to) return;
		if (member.values['branchId'] !== from)
			this.wrong.push(`${id} was moved from where he was not`);
		if (!line.account.startsWith('a')) this.wrong.push(`${line.account} was let move a member`);
		this.departures.set(`${id}:${from}`, { branchId: from, returned: false });
		const earlier = this.departures.get(`${id}:${to}`);
		if (earlier) earlier.returned = true;
		member.left = [...member.left.filter((one) => one !== from && one !== to), from];
		member.values['branchId'] = to;
		touch(member, line);
		this.#moveStubs(member.absorbed, to, line);
	}

	#settle(line: Line, id: string, conflictId: string, choice: 'keep' | 'take', saw: string): void {
		const member = this.#mine(line, id);
		const clash = member.clashes.find((one) => one.id === conflictId);
		if (!clash) return void this.wrong.push(`no conflict ${conflictId} to settle`);
		if (clash.settled) {
			if (clash.settled.choice === choice) return;
			clash.settled = null;
			return touch(member, line);
		}
		if (choice === 'take') {
			const facts = factsTaken(member, clash);
			const edits = { ...facts, [clash.field]: { from: saw, to: clash.other } };
			return void merge(member, edits, line, true);
		}
		const change = line.change_id;
		clash.settled = { choice, from: valueOf(member, clash.field), change };
		touch(member, line);
	}

	#reopen(line: Line, id: string, conflictId: string): void {
		const member = this.#mine(line, id);
		const clash = member.clashes.find((one) => one.id === conflictId);
		if (!clash?.settled) return;
		const { choice, from, change } = clash.settled;
		const { field, other } = clash;
		clash.settled = null;
		const isTaken = choice === 'take' && from !== other && valueOf(member, field) === other;
		const facts = factsBack(member, clash, change);
		if (isTaken) merge(member, { ...facts, [field]: { from: other, to: from } }, line, true);
		else touch(member, line);
	}

	#decide(line: Line, id: string, proposalId: string, outcome: string, saw: Values): void {
		const member = this.#mine(line, id);
		const proposal = member.proposals.find((one) => one.id === proposalId);
		if (!proposal) return void this.wrong.push(`no proposal ${proposalId} to decide`);
		if (proposal.outcome === outcome || proposal.outcome === 'adopted') return;
		proposal.outcome = outcome;
		if (outcome === 'adopted') {
			const seen = Object.entries(proposal.edits).map(([field, { from, to }]) => [
				field,
				{ from: saw[field] ?? from, to }
			]);
			merge(member, Object.fromEntries(seen) as Edits, line);
		}
		member.values['touchedBy'] = line.change_id;
	}
}
