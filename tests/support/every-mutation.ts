import type { Conflict } from '#domain/model/member/conflict';
import type { Proposal } from '#domain/model/member/departure';
import type { Entries } from '#domain/model/member/entry';
import type { Member } from '#domain/model/member/member';
import type { Change } from '#domain/protocol/change';
import type { Org } from '#domain/model/org/org';
import type { Report } from '#domain/model/report/report';
import type { ExportEntry } from '#domain/model/roster/export-entry';
import { admission, uuid } from './device';
import { aJpeg, aPhoto, factsOf } from './photos';
import { soundMember } from './sound-member';

/** Ids of everything that the arguments of a mutation can name. */
export interface Ids {
	/** A branch, a second one beside it, and the committee above both. */
	branch: string;
	beside: string;
	parent: string;
	/** Brought by the change `imported`; carries the conflict, the proposal and so on. */
	member: string;
	imported: string;
	second: string;
	withdrawn: string;
	/** Gave way to `second`. */
	stub: string;
	conflict: string;
	proposal: string;
	photo: string;
	report: string;
	/** The change that marked it as 问题数据. */
	flag: string;
	entry: string;
	export: string;
}

/** Ids of their own; `missing` ones are nobody’s until rows are made of them. */
export function idsNamed(word: string): Ids {
	const id = (part: string) => uuid(`${word}${part}`);
	return {
		branch: id('br'),
		beside: id('bs'),
		parent: id('pa'),
		member: id('me'),
		imported: id('im'),
		second: id('se'),
		withdrawn: id('wi'),
		stub: id('st'),
		conflict: `${id('co')}:remark`,
		proposal: id('pr'),
		photo: id('ph'),
		report: id('re'),
		flag: id('fl'),
		entry: id('en'),
		export: id('ex')
	};
}

const at = '2026-11-20T06:00:00.000Z';
const jpeg = aJpeg();

/** The arguments of each mutation by its wire name; a mutation without a line fails its tests. */
export const argsOf: Readonly<Record<string, (ids: Ids) => Change['args']>> = {
	'org.add': ({ branch, parent }) => ({
		id: branch,
		code: '990000000777',
		type: '631',
		fullName: '示例新支部',
		shortName: '新支部',
		parentId: parent
	}),
	'member.admit': ({ member, branch }) => ({
		...admission(1, { branchId: branch }),
		id: member
	}),
	'member.edit': ({ member }) => ({ id: member, edits: { remark: { from: '', to: '改' } } }),
	'member.retract': ({ member, imported }) => ({ id: member, importedBy: imported }),
	'member.reinstate': ({ withdrawn }) => ({ id: withdrawn }),
	'member.entry.put': ({ member, entry }) => ({
		memberId: member,
		list: 'rewards',
		entryId: entry,
		edits: { approvedBy: { from: '示例党委', to: '示例大学党委' } }
	}),
	'member.entry.remove': ({ member, entry }) => ({
		memberId: member,
		list: 'rewards',
		entryId: entry,
		seen: { approvedBy: '示例党委' }
	}),
	'member.entry.restore': ({ member, entry }) => ({
		memberId: member,
		list: 'rewards',
		entryId: entry
	}),
	'conflict.settle': ({ member, conflict }) => ({
		memberId: member,
		conflictId: conflict,
		choice: 'keep',
		saw: ''
	}),
	'conflict.reopen': ({ member, conflict }) => ({ memberId: member, conflictId: conflict }),
	'member.move': ({ member, branch, beside }) => ({ id: member, from: branch, to: beside }),
	'member.merge': ({ member, second, photo }) => ({
		into: member,
		from: second,
		take: {},
		keep: {},
		photo
	}),
	'member.unmerge': ({ stub }) => ({ id: stub }),
	'proposal.decide': ({ member, proposal }) => ({
		memberId: member,
		proposalId: proposal,
		outcome: 'adopted',
		saw: {}
	}),
	'roster.export': ({ export: id, branch }) => ({
		id,
		orgId: branch,
		columns: ['name'],
		count: 1,
		format: 'csv'
	}),
	'report.file': ({ member }) => ({ memberId: member, rule: 'JN-05' }),
	...Object.fromEntries(
		['handle', 'answer', 'close', 'reopen', 'withdraw'].map((step) => [
			`report.${step}`,
			({ member, report }: Ids) => ({ memberId: member, reportId: report, text: '已办' })
		])
	),
	'member.flag': ({ member }) => ({ memberId: member, reason: '查无此号' }),
	'member.unflag': ({ member, flag }) => ({ memberId: member, flag, text: '已更正' }),
	'member.photo.set': ({ member, photo }) => ({
		memberId: member,
		photo: { ...factsOf('set', jpeg), id: photo }
	}),
	'member.photo.remove': ({ member, photo }) => ({ memberId: member, photoId: photo })
};

/** Rows under these ids, so that everything the arguments name is there. */
export function rowsOf(
	ids: Ids,
	{ id: branchId }: Org
): (['member', Member] | ['export', ExportEntry])[] {
	const by = { change: ids.imported, by: 'u1', device: '', at };
	const conflict: Conflict = {
		id: ids.conflict,
		field: 'remark',
		kept: { value: '' },
		other: { value: '乙' },
		settled: null
	};
	const proposal: Proposal = {
		...by,
		id: ids.proposal,
		departureId: '',
		edits: { nativePlace: { from: '', to: '东岭省' } },
		outcome: 'waiting'
	};
	const report: Report = {
		id: ids.report,
		rule: 'JN-13',
		lines: [{ ...by, step: 'file', text: '' }]
	};
	const entries = {
		rewards: { [ids.entry]: { approvedBy: '示例党委', removed: '' } }
	} as unknown as Entries;
	const member = (id: string, more: Partial<Member> = {}) => soundMember({ id, branchId, ...more });
	const { trail, ...before } = member(ids.second);
	return [
		[
			'member',
			member(ids.member, {
				importedBy: ids.imported,
				touchedBy: ids.imported,
				trail: [{ ...by, kind: 'imported', edits: {} }],
				conflicts: [conflict],
				proposals: [proposal],
				photo: { ...aPhoto('one'), id: ids.photo },
				reports: [report],
				flaggedProblem: { ...by, change: ids.flag, reason: '重复登记' },
				entries
			})
		],
		['member', { ...before, trail, absorbed: [ids.stub], touchedBy: 'merge' }],
		['member', member(ids.withdrawn, { retracted: '1', importedBy: ids.imported })],
		[
			'member',
			member(ids.stub, { merged: { into: ids.second, change: 'merge', branchId, before } })
		],
		[
			'export',
			{
				id: ids.export,
				orgId: branchId,
				columns: ['name'],
				count: 1,
				format: 'csv',
				by: 'u1',
				at,
				touchedBy: ids.imported
			}
		]
	];
}
