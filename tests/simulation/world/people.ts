import { admitMember } from '#domain/mutations/member/admit-member';
import { decideProposal } from '#domain/mutations/member/decide-proposal';
import { editMember } from '#domain/mutations/member/edit-member';
import { moveMember } from '#domain/mutations/member/move-member';
import { reopenConflict } from '#domain/mutations/member/reopen-conflict';
import { reinstateMember, retractMember } from '#domain/mutations/member/retract-member';
import { settleConflict } from '#domain/mutations/member/settle-conflict';
import { addOrg } from '#domain/mutations/org/add-org';
import { logExport } from '#domain/mutations/roster/log-export';
import { importOrigin, rowId } from '#domain/features/roster/row-id';
import type { FieldKey } from '#domain/model/member/fields';
import type { Member } from '#domain/model/member/member';
import type { Making } from '#store/replica/batch';
import type { Replica } from '#store/replica/replica';
import type { Mutation } from '#domain/mutations/mutation';
import { admission, idNumber } from '../../support/device';
import type { Random } from '../ports/random';
import { tally } from '../tally';
import { merging, unmerging } from './doubles';
import { reducing } from './reductions';
import { photographing, reporting } from './reports-and-photos';
import type { SimTab } from './sim-device';
import type { Simulation } from './simulation';
import { typing } from './typing';

/** Few fields, so that people meet on them. */
const fields: readonly FieldKey[] = [
	'mobile',
	'name',
	'remark',
	'currentAddress',
	'ethnicity',
	'nativePlace',
	'homeAddress'
];

function valueFor(field: FieldKey, random: Random): string {
	const n = random.below(6);
	if (field === 'mobile') return `1640000900${n}`;
	if (field === 'ethnicity') return random.pick(['01', '02', '03', '']);
	if (field === 'name') return random.chance(0.03) ? '' : `改名${n}`;
	return random.chance(0.1) ? '' : `新值${n}`;
}

/** Few people, of whom several branches hold a record; the 17th digit is that of a man. */
function sharedNumber(random: Random): string {
	return idNumber(901 + 2 * random.below(3));
}

export type Action = (
	simulation: Simulation,
	tab: SimTab,
	replica: Replica,
	random: Random
) => void;

export type Make = typeof make;

/** Runs a mutation and keeps what its author was told. */
function make<A>(tab: SimTab, replica: Replica, mutation: Mutation<A>, args: A): void {
	const made = replica.mutate(mutation, args);
	void made.then(
		(result) => {
			if (!tab.isAlive) return;
			const id = result.ok ? result.value : '';
			const { name } = mutation;
			tab.device.told(result.ok, [{ id, name, args: args as Record<string, unknown> }]);
		},
		// A page that is killed says nothing any more; one that lives has met a defect.
		(error: unknown) => tab.isAlive && tab.device.defect(error)
	);
}

const edit: Action = (simulation, tab, replica, random) => {
	const members = replica.members();
	if (members.length === 0) return;
	const shown = tab.form && random.chance(0.3) ? tab.form : random.hot(members);
	if (shown === tab.form) tally('T-01 saved from a form opened earlier');
	const edits: Record<string, { from: string; to: string }> = {};
	for (let count = random.chance(0.2) ? 2 : 1; count > 0; count--) {
		const field = random.hot(fields);
		edits[field] = { from: shown[field], to: valueFor(field, random) };
	}
	// A file’s rows are told apart by their numbers (C-10), so those stay.
	if (shown.importedBy === '' && random.chance(0.06)) {
		edits['idNumber'] = { from: shown.idNumber, to: sharedNumber(random) };
	}
	make(tab, replica, editMember, { id: shown.id, edits });
};

const admit: Action = (simulation, tab, replica, random) => {
	const branches = replica.orgs().filter((org) => org.type === '631');
	if (branches.length === 0) return;
	const n = 100 + ++simulation.serial;
	const id = crypto.randomUUID();
	const { values } = admission(n, { branchId: random.pick(branches).id });
	if (random.chance(0.3)) values.idNumber = sharedNumber(random);
	make(tab, replica, admitMember, { id, values, imported: false });
};

/** A few files that everybody has, so that the same one is imported again and by others. */
const importFile: Action = (simulation, tab, replica, random) => {
	const file = random.below(3);
	const { orgId } = tab.device.account;
	const { branches } = simulation.campus;
	// Without a column for it a branch means itself.
	const branch = branches.find(({ id }) => id === orgId) ?? branches[file % 2]!;
	if (!replica.org(branch.id)) return;
	const origin = importOrigin(String(file + 1).repeat(64), orgId, 0);
	const items = Array.from({ length: 4 }, (_, row) => {
		const { values } = admission(500 + file * 10 + row, { branchId: branch.id });
		const args = { id: rowId(origin, row + 1, 0, 'member'), values, imported: true };
		return { mutation: admitMember, args, changeId: rowId(origin, row + 1, 0, 'change') };
	});
	const refused = new Set<number>();
	const made = replica.mutateAll(items as Making[], { refused: (index) => refused.add(index) });
	void made.then(
		(result) => {
			if (!tab.isAlive) return;
			const kept = items.filter((_, index) => !refused.has(index));
			const told = kept.map(({ args, changeId }) => ({ id: changeId, name: 'member.admit', args }));
			tab.device.told(result.ok, told);
		},
		(error: unknown) => tab.isAlive && tab.device.defect(error)
	);
};

const retract: Action = (simulation, tab, replica, random) => {
	const imported = replica.members().filter(({ importedBy }) => importedBy !== '');
	if (imported.length === 0) return;
	const { id, importedBy } = random.pick(imported);
	make(tab, replica, retractMember, { id, importedBy });
};

const reinstate: Action = (simulation, tab, replica, random) => {
	const gone = replica.everyMember().filter(({ retracted }) => retracted === '1');
	if (gone.length === 0) return;
	make(tab, replica, reinstateMember, { id: random.pick(gone).id });
};

const exportRoster: Action = (simulation, tab, replica) => {
	const { orgId } = tab.device.account;
	const id = crypto.randomUUID();
	make(tab, replica, logExport, { id, orgId, columns: ['name'], count: 1, format: 'xlsx' });
};

const addBranch: Action = (simulation, tab, replica, random) => {
	const parents = replica.orgs().filter((org) => org.type === '611');
	if (parents.length === 0) return;
	const n = ++simulation.serial;
	make(tab, replica, addOrg, {
		id: crypto.randomUUID(),
		code: `990000900${n}`,
		type: '631',
		fullName: `示例新支部${n}`,
		shortName: `新支部${n}`,
		parentId: random.pick(parents).id
	});
};

/** A committee moves a member; now and then one that others are editing at this moment. */
const move: Action = (simulation, tab, replica, random) => {
	const branches = replica.orgs().filter((org) => org.type === '631');
	const members = replica.members();
	if (tab.device.account.kind !== 'a' || branches.length < 2 || members.length === 0) return;
	const { id, branchId } = random.hot(members);
	const others = branches.filter((org) => org.id !== branchId);
	tally('SC-01 member moved to another branch');
	make(tab, replica, moveMember, { id, from: branchId, to: random.pick(others).id });
};

const settle: Action = (simulation, tab, replica, random) => {
	const open = replica
		.members()
		.flatMap(({ id, conflicts }) => conflicts.map((conflict) => ({ id, conflict })));
	const { id, conflict } = open.length > 0 ? random.pick(open) : {};
	if (!id || !conflict) return;
	const choice = random.pick(['keep', 'take'] as const);
	const saw = replica.member(id)![conflict.field as FieldKey] ?? '';
	make(tab, replica, settleConflict, { memberId: id, conflictId: conflict.id, choice, saw });
};

const reopen: Action = (simulation, tab, replica, random) => {
	const settled = replica
		.members()
		.flatMap(({ id, conflicts }) => conflicts.map((conflict) => ({ id, conflict })))
		.filter(({ conflict }) => conflict.settled);
	if (settled.length === 0) return;
	const { id, conflict } = random.pick(settled);
	make(tab, replica, reopenConflict, { memberId: id, conflictId: conflict.id });
};

const decide: Action = (simulation, tab, replica, random) => {
	const all = replica
		.members()
		.flatMap((member) => member.proposals.map((proposal) => ({ member, proposal })));
	if (all.length === 0) return;
	const { member, proposal } = random.pick(all);
	const outcome = random.pick(['adopted', 'declined'] as const);
	const keys = Object.keys(proposal.edits) as FieldKey[];
	const saw = Object.fromEntries(keys.map((key) => [key, member[key]]));
	make(tab, replica, decideProposal, {
		memberId: member.id,
		proposalId: proposal.id,
		outcome,
		saw
	});
};

const discard: Action = (simulation, tab, replica, random) => {
	const refused = replica.outbox().filter(({ state }) => state === 'refused');
	if (refused.length === 0) return;
	const { id } = random.pick(refused).change;
	// From the moment it is asked for: a page killed meanwhile may have written it.
	simulation.discarded.add(id);
	void replica.discard(id);
};

const openForm: Action = (simulation, tab, replica, random) => {
	const members = replica.members();
	tab.form = members.length > 0 ? (random.hot(members) as Member) : undefined;
};

/** What a person does on a page that is open. */
export const actions = {
	edit,
	admit,
	import: importFile,
	retract,
	reinstate,
	merge: merging(make),
	unmerge: unmerging(make),
	export: exportRoster,
	'add-org': addBranch,
	discard,
	move,
	settle,
	reopen,
	decide,
	report: reporting(make),
	photo: photographing(make),
	reduce: reducing(make),
	'open-form': openForm,
	...typing
} satisfies Record<string, Action>;
