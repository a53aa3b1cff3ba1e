import { admitMember } from '#domain/member/admit-member';
import { decideProposal } from '#domain/member/decide-proposal';
import { editMember } from '#domain/member/edit-member';
import { mergeMember } from '#domain/member/merge-member';
import { unmergeMember } from '#domain/member/unmerge-member';
import { putEntry } from '#domain/member/put-entry';
import { removeEntry, restoreEntry } from '#domain/member/remove-entry';
import { moveMember } from '#domain/member/move-member';
import { reopenConflict } from '#domain/member/reopen-conflict';
import { removePhoto } from '#domain/member/remove-photo';
import { reinstateMember, retractMember } from '#domain/member/retract-member';
import { setPhoto } from '#domain/member/set-photo';
import { settleConflict } from '#domain/member/settle-conflict';
import type { Mutation } from '#domain/mutation/mutation';
import { addOrg } from '#domain/org/add-org';
import { fileReport } from '#domain/report/file-report';
import { flagMember, unflagMember } from '#domain/report/flag-member';
import {
	answerReport,
	closeReport,
	handleReport,
	reopenReport,
	withdrawReport
} from '#domain/report/take-step';
import { logExport } from '#domain/roster/log-export';

/** Everything that can be done, by its wire name. A name never changes its meaning. */
const all = [
	addOrg,
	admitMember,
	editMember,
	retractMember,
	reinstateMember,
	putEntry,
	removeEntry,
	restoreEntry,
	settleConflict,
	reopenConflict,
	moveMember,
	mergeMember,
	unmergeMember,
	decideProposal,
	logExport,
	fileReport,
	handleReport,
	answerReport,
	closeReport,
	reopenReport,
	withdrawReport,
	flagMember,
	unflagMember,
	setPhoto,
	removePhoto
] as unknown as Mutation[];

export const mutations: ReadonlyMap<string, Mutation> = new Map(
	all.map((mutation) => [mutation.name, mutation])
);
