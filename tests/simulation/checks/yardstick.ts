import { fieldOf, type FieldKey } from '#domain/member/fields';
import type { Campus } from '../world/campus';

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

type Values = Record<string, string>;

interface Clash {
	memberId: string;
	field: string;
	values: [string, string];
	kept: string;
}

interface Home {
	parentId: string | null;
}

/**
 * The least that must be true once the log’s applied lines have been carried out, written down a
 * second time and without the app’s mutations: what a mistake in those would otherwise hide.
 */
export class Yardstick {
	readonly members = new Map<string, Values>();
	readonly orgs = new Map<string, Home>();
	readonly clashes = new Map<string, Clash>();
	readonly exports = new Map<string, string>();
	/** What the log claims and cannot be. */
	readonly wrong: string[] = [];

	constructor(campus: Campus) {
		for (const { id, parentId } of campus.orgs) this.orgs.set(id, { parentId });
		for (const member of campus.members)
			this.members.set(member.id, { ...member } as unknown as Values);
	}

	take(line: Line): void {
		const args = JSON.parse(line.args) as Record<string, never>;
		switch (line.name) {
			case 'member.edit':
				return this.#edit(line, args as never);
			case 'member.admit':
				return this.#admit(line, args as never);
			case 'member.retract':
				return this.#retract(line, args as never);
			case 'org.add': {
				const { id, parentId } = args as unknown as { id: string; parentId: string };
				this.#mayWrite(line, parentId);
				if (this.orgs.has(id)) this.wrong.push(`organisation ${id} was added twice`);
				this.orgs.set(id, { parentId });
				return;
			}
			case 'roster.export': {
				const { id, orgId } = args as unknown as { id: string; orgId: string };
				this.#mayWrite(line, orgId);
				this.exports.set(id, orgId);
				return;
			}
		}
	}

	/** The ids from an organisation up to the root: who sees what lies there. */
	chain(orgId: string): string[] {
		const chain: string[] = [];
		for (let at: string | null = orgId; at; at = this.orgs.get(at)?.parentId ?? null)
			chain.push(at);
		return chain;
	}

	#mayWrite(line: Line, orgId: string): void {
		const code = line.account.slice(1);
		const own = this.ownerOf.get(code);
		if (!own || !this.chain(orgId).includes(own)) {
			this.wrong.push(`${line.account} was let write in ${orgId}`);
		}
	}

	/** Organisation of an account, by its code. */
	readonly ownerOf = new Map<string, string>();

	#admit(line: Line, { id, values }: { id: string; values: Values }): void {
		this.#mayWrite(line, values['branchId'] ?? '');
		if (this.members.has(id)) this.wrong.push(`member ${id} was admitted twice`);
		this.members.set(id, { retracted: '', ...values, touchedBy: line.change_id });
	}

	#retract(line: Line, { id, importedBy }: { id: string; importedBy: string }): void {
		const member = this.members.get(id);
		if (!member) return void this.wrong.push(`member ${id} was withdrawn and never was there`);
		this.#mayWrite(line, member['branchId'] ?? '');
		if (member['touchedBy'] !== importedBy) this.wrong.push(`${id} was withdrawn after a change`);
		member['retracted'] = '1';
		member['touchedBy'] = line.change_id;
	}

	#edit(
		line: Line,
		{ id, edits }: { id: string; edits: Record<string, { from: string; to: string }> }
	): void {
		const member = this.members.get(id);
		if (!member) return void this.wrong.push(`member ${id} was edited and never was there`);
		this.#mayWrite(line, member['branchId'] ?? '');
		if (member['retracted'] === '1') this.wrong.push(`${id} was edited after it was withdrawn`);
		for (const [field, { from, to }] of Object.entries(edits)) {
			const stored = member[field] ?? '';
			if (to === stored) continue;
			const stays =
				from !== stored && fieldOf(field as FieldKey).conflict === 'identity' ? stored : to;
			if (from !== stored) {
				const clash: Clash = { memberId: id, field, values: [stored, to], kept: stays };
				this.clashes.set(`${line.change_id}:${field}`, clash);
			}
			member[field] = stays;
		}
		member['touchedBy'] = line.change_id;
	}
}
