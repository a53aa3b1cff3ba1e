import type { Entry } from '#domain/model/member/entry';
import type { ListKey } from '#domain/model/member/lists';
import type { Member } from '#domain/model/member/member';
import type { Closing, RuleContext } from '#domain/rules/rule';
import { aFlag, branch, contextWith, idNumberFor, soundMember, soundStudent } from './sound-member';

/** How one rule is set off, and what closes it again in each way its `closes` names. */
export interface Firing {
	member: Member;
	context?: RuleContext;
	/** Texts (remark, review) and 上报 need no line: they are the same act for every rule. */
	by: Partial<Record<Exclude<Closing, 'remark' | 'review' | 'report'>, Closer>>;
}

/** Another record in place of it, or another surrounding. */
export interface Closer {
	member?: Partial<Member>;
	context?: RuleContext;
}

const field = (member: Partial<Member>): Firing['by'] => ({ field: { member } });

function rows(list: ListKey, ...entries: Entry[]): Partial<Member> {
	return { entries: { [list]: Object.fromEntries(entries.map((row, n) => [`e${n}`, row])) } };
}
const entry = (list: ListKey, ...entries: Entry[]): Firing['by'] => ({
	entry: { member: rows(list, ...entries) }
});

const award: Entry = {
	honour: '51',
	approvedOn: '2019-06-30',
	approvedBy: '中共示例海洋大学委员会'
};
const duty: Entry = { dutyKind: 'party', duty: '030U', startDate: '2024-05-01', isServing: '1' };
const abroad: Entry = { country: '日本', leftOn: '2026-09-01' };
const punishment: Entry = { punishment: '1', decidedOn: '2020-01-01', decidedBy: '中共示例委员会' };
const { idNumber } = soundMember();
const twin = soundMember({ id: 'm2', mobile: '16400000002' });
const admitting = (values: Partial<Member>): Pick<Firing, 'member' | 'context'> => ({
	member: soundStudent({ increaseMode: 'new', entrySystemOn: '2026-11-23', ...values }),
	context: contextWith([], { admitting: { byCommittee: false } })
});
const september = contextWith([], { today: '2026-09-10' });
const stages = { applyDate: '2003-01-10', activistDate: '2003-06-01', introducers: '李军、王芳' };

/** Every rule about a member. `tests/domain/rules/closing.test.ts` says when one is left out. */
export const firings: Readonly<Record<string, Firing>> = {
	'ID-01': { member: soundMember({ name: '张 伟' }), by: field({ name: '张伟' }) },
	'ID-02': { member: soundMember({ idNumber: '99000' }), by: field({ idNumber }) },
	'ID-03': {
		member: soundMember({
			idNumber: `${idNumber.slice(0, 17)}${idNumber.endsWith('0') ? '1' : '0'}`
		}),
		by: field({ idNumber })
	},
	'ID-04': {
		member: soundMember({ birthDate: '1980-05-07', idNumber }),
		by: field({ birthDate: '1980-05-06' })
	},
	'ID-05': { member: soundMember({ gender: '2' }), by: field({ gender: '1' }) },
	'ID-06': {
		member: soundMember({ idNumber: idNumberFor('1980-02-30') }),
		by: field({ idNumber })
	},
	'ID-07': {
		member: soundMember(),
		context: contextWith([twin]),
		by: { record: { context: contextWith() } }
	},
	'ID-08': {
		member: soundMember({ heldElsewhere: { idNumber, branchId: branch.id, records: 1 } }),
		by: field({ idNumber: idNumberFor('1980-05-06', '003') })
	},
	'ID-09': {
		member: soundMember(),
		context: contextWith([{ ...twin, idNumber: idNumberFor('1980-05-06', '003') }]),
		by: { record: { context: contextWith() } }
	},
	'ID-10': { member: soundMember({ idNumber: '990001800506001' }), by: field({ idNumber }) },
	'ID-90': {
		member: soundMember({ flaggedProblem: aFlag() }),
		by: {}
	},
	'BI-01': {
		member: soundMember({ birthDate: '1880-01-01' }),
		by: field({ birthDate: '1980-05-06', idNumber })
	},
	'BI-02': { member: soundMember({ ethnicity: '' }), by: field({ ethnicity: '01' }) },
	'BI-03': {
		member: { ...soundMember(), photo: undefined },
		by: field({ photo: soundMember().photo })
	},
	'BI-04': { member: soundMember({ nativePlace: '' }), by: field({ nativePlace: '东岭省安平市' }) },
	'PH-01': { member: soundMember({ mobile: '164' }), by: field({ mobile: '16400000001' }) },
	'PH-02': { member: soundMember({ mobile: '' }), by: field({ mobile: '16400000001' }) },
	'PH-03': {
		member: soundMember(),
		context: contextWith([soundStudent({ id: 'm2' })]),
		by: field({ mobile: '16400000009' })
	},
	'PH-04': {
		member: soundMember({ otherPhone: '5551234' }),
		by: field({ otherPhone: '0999-5551234' })
	},
	'JN-01': { member: soundMember({ joinDate: '' }), by: field({ joinDate: '2005-06-15' }) },
	'JN-02': {
		member: soundStudent({ joinDate: '2026-11-24' }),
		by: field({ joinDate: '2026-06-15' })
	},
	'JN-03': {
		member: soundMember({ joinDate: '1921-06-30' }),
		by: field({ joinDate: '2005-06-15' })
	},
	'JN-04': {
		member: soundStudent({ birthDate: '2007-06-16' }),
		by: field({ joinDate: '2026-06-16' })
	},
	'JN-05': {
		member: soundStudent({ birthDate: '2008-06-16' }),
		by: field({ birthDate: '2004-03-01' })
	},
	'JN-06': { member: soundMember({ regularDate: '' }), by: field({ regularDate: '2006-06-15' }) },
	'JN-07': { member: soundStudent({ regularDate: '2027-06-15' }), by: field({ regularDate: '' }) },
	'JN-08': {
		member: soundMember({ regularDate: '2005-06-15' }),
		by: field({ regularDate: '2006-06-15' })
	},
	'JN-09': {
		member: soundMember({ regularDate: '2026-11-24' }),
		by: field({ regularDate: '2006-06-15' })
	},
	'JN-10': {
		member: soundMember({ regularDate: '2006-06-14' }),
		by: field({ regularDate: '2006-06-15' })
	},
	'JN-11': {
		member: soundMember({ regularDate: '2006-12-15' }),
		by: field({ postponeMonths: '6' })
	},
	'JN-12': { member: soundMember({ extensionMonths: '3' }), by: field({ extensionMonths: '6' }) },
	'JN-13': {
		member: soundMember({ regularDate: '2007-12-15' }),
		by: field({ regularDate: '2006-06-15' })
	},
	'JN-14': {
		member: soundStudent({ joinDate: '2025-12-01' }),
		by: { procedure: { member: { memberCategory: '1', regularDate: '2026-11-20' } } }
	},
	'JN-15': {
		member: soundStudent({ joinDate: '2025-06-15' }),
		by: { procedure: { member: { memberCategory: '1', regularDate: '2026-06-15' } } }
	},
	'JN-16': {
		member: soundMember({ approveJoinDate: '2005-09-16', introducers: '李军、王芳' }),
		by: field({ approveJoinDate: '2005-09-15' })
	},
	'JN-17': {
		member: soundMember({ ...stages, activistDate: '2003-01-09' }),
		by: field({ activistDate: '2003-06-01' })
	},
	'JN-18': {
		member: soundMember({ ...stages, candidateDate: '2004-05-31' }),
		by: field({ candidateDate: '2004-06-01' })
	},
	'JN-19': {
		member: soundMember({ ...stages, applyDate: '1998-05-05' }),
		by: field({ applyDate: '2003-01-10' })
	},
	'JN-20': {
		member: soundMember({ ...stages, introducers: '李军' }),
		by: field({ introducers: '李军、王芳' })
	},
	'ED-01': { member: soundMember({ education: '' }), by: field({ education: '11' }) },
	'ED-02': { member: soundMember({ education: '999' }), by: field({ education: '11' }) },
	'ED-03': { member: soundStudent({ education: '21' }), by: field({ education: '6' }) },
	'ED-04': { member: soundMember({ education: '6', degree: '3' }), by: field({ education: '11' }) },
	'ED-05': {
		member: soundMember({ education: '6', degree: '' }),
		context: contextWith([], { before: soundStudent() }),
		by: field({ education: '11' })
	},
	'WP-01': {
		member: soundMember({ workPost: '', techPost: '' }),
		by: field({ workPost: '10202', techPost: '12' })
	},
	'WP-02': {
		member: soundMember({ workPost: '99999', techPost: '' }),
		by: field({ workPost: '10202', techPost: '12' })
	},
	'WP-03': { member: soundMember({ techPost: '' }), by: field({ techPost: '12' }) },
	'WP-04': { member: soundStudent({ techPost: '12' }), by: field({ techPost: '' }) },
	'WP-05': {
		member: soundStudent(),
		context: september,
		by: { procedure: { member: { workPostOn: '2026-09-05' }, context: september } }
	},
	'WP-06': {
		member: soundStudent({ workPost: '40201', graduatesOn: '2026-06-30' }),
		by: { procedure: { member: { workPost: '10202', techPost: '12' } } }
	},
	'WP-07': { member: soundStudent({ birthDate: '1980-05-06' }), by: field({ workPost: '10202' }) },
	'WP-08': { member: soundMember({ newSocialStratum: '11' }), by: field({ newSocialStratum: '' }) },
	'WP-09': { member: soundMember({ isMigrantWorker: '1' }), by: field({ isMigrantWorker: '0' }) },
	'OR-08': {
		member: soundMember(),
		context: contextWith([], { org: () => ({ ...branch, type: '100' }) }),
		by: { procedure: { context: contextWith() } }
	},
	'AW-01': {
		member: soundMember(rows('rewards', { ...award, approvedBy: '' })),
		by: entry('rewards', award)
	},
	'AW-02': {
		member: soundMember(rows('rewards', { ...award, approvedOn: '2026-11-24' })),
		by: entry('rewards', award)
	},
	'AW-03': {
		member: soundMember(rows('rewards', { ...award, approvedOn: '2005-06-14' })),
		by: entry('rewards', award)
	},
	'AW-04': {
		member: soundMember(rows('rewards', award, award)),
		by: entry('rewards', award, { ...award, removed: '1' })
	},
	'AW-05': {
		member: soundMember(rows('rewards', { ...award, approvedBy: '示例海洋大学党委' })),
		by: entry('rewards', award)
	},
	'AW-06': {
		member: soundMember(rows('rewards', { ...award, honour: 'other' })),
		by: entry('rewards', { ...award, honour: 'other', rewardNote: '已咨询' })
	},
	'PU-01': {
		member: soundMember(rows('punishments', { ...punishment, decidedBy: '' })),
		by: entry('punishments', punishment)
	},
	'PU-02': {
		member: soundMember(rows('punishments', { ...punishment, punishment: '5' })),
		by: {
			procedure: {
				member: {
					membershipStatus: 'left',
					leaveDate: '2020-01-01',
					leaveReason: 'L1',
					leaveApprovedBy: '中共示例大学委员会'
				}
			}
		}
	},
	'DU-01': {
		member: soundMember(rows('duties', { ...duty, startDate: '' })),
		by: entry('duties', duty)
	},
	'DU-04': {
		member: soundStudent(rows('duties', { ...duty, duty: '001A' })),
		by: entry('duties', { ...duty, duty: '001A', endDate: '2024-06-01' })
	},
	'AB-01': {
		member: soundMember(rows('abroad', { ...abroad, country: '' })),
		by: entry('abroad', abroad)
	},
	'AB-02': {
		member: soundMember(rows('abroad', { ...abroad, leftOn: '2025-09-01' })),
		by: entry('abroad', { ...abroad, leftOn: '2025-09-01', lastContactOn: '2026-11-01' })
	},
	'AB-03': {
		member: soundMember(
			rows('abroad', { ...abroad, leftOn: '2020-09-01', lastContactOn: '2026-11-01' })
		),
		by: {
			procedure: {
				member: {
					membershipStatus: '2',
					stoppedOn: '2026-11-01',
					stopReason: '失联',
					leaveApprovedBy: '中共示例大学委员会'
				}
			}
		}
	},
	'DI-01': {
		member: soundMember(rows('difficulties', { difficultyType: '1', health: '' })),
		by: entry('difficulties', { difficultyType: '1', health: '1' })
	},
	'ST-01': {
		member: soundMember({ isLost: '1', lostSince: '2026-10-01' }),
		by: field({ lostSituation: '3' })
	},
	'ST-02': {
		member: soundMember({ isLost: '1', lostSince: '2026-05-01', lostSituation: '3' }),
		by: {
			procedure: {
				member: {
					membershipStatus: '2',
					stoppedOn: '2026-11-01',
					stopReason: '失联',
					leaveApprovedBy: '中共示例大学委员会'
				}
			}
		}
	},
	'ST-03': {
		member: soundMember({
			membershipStatus: '2',
			stoppedOn: '2024-11-01',
			stopReason: '失联',
			leaveApprovedBy: '中共示例大学委员会'
		}),
		by: {
			procedure: {
				member: {
					membershipStatus: 'left',
					leaveDate: '2026-11-20',
					leaveReason: 'L1',
					leaveApprovedBy: '中共示例大学委员会'
				}
			}
		}
	},
	'ST-04': {
		member: soundMember({ membershipStatus: 'left', leaveDate: '2026-11-20' }),
		by: field({ leaveReason: 'L1', leaveApprovedBy: '中共示例大学委员会' })
	},
	'ST-06': {
		member: soundMember(rows('mobility', { mobilityKind: 'L1', outOn: '2026-01-01' })),
		by: {
			...entry('mobility', { mobilityKind: 'L1', outOn: '2026-01-01', backOn: '2026-11-01' }),
			procedure: { member: { isMobile: '1' } }
		}
	},
	'SU-01': {
		...admitting({ increaseMode: 'other' }),
		by: { ...field({ increaseMode: 'new' }), procedure: { context: contextWith() } }
	},
	'SU-02': { ...admitting({ memberCategory: '1' }), by: field({ memberCategory: '2' }) },
	'SU-03': {
		member: soundStudent({
			joinDate: '2025-06-15',
			increaseMode: 'new',
			entrySystemOn: '2026-11-23'
		}),
		by: field({ joinDate: '2026-06-15' })
	},
	'SU-04': { ...admitting({ ethnicity: '' }), by: field({ ethnicity: '01' }) }
};
