import { admitMember } from '#domain/mutations/member/admit-member';
import { decideProposal } from '#domain/mutations/member/decide-proposal';
import { editMember } from '#domain/mutations/member/edit-member';
import { mergeMember } from '#domain/mutations/member/merge-member';
import { unmergeMember } from '#domain/mutations/member/unmerge-member';
import { putEntry } from '#domain/mutations/member/put-entry';
import { removeEntry, restoreEntry } from '#domain/mutations/member/remove-entry';
import { moveMember } from '#domain/mutations/member/move-member';
import { reopenConflict } from '#domain/mutations/member/reopen-conflict';
import { removePhoto } from '#domain/mutations/member/remove-photo';
import { reinstateMember, retractMember } from '#domain/mutations/member/retract-member';
import { setPhoto } from '#domain/mutations/member/set-photo';
import { settleConflict } from '#domain/mutations/member/settle-conflict';
import type { Mutation } from '#domain/mutations/mutation';
import { addOrg } from '#domain/mutations/org/add-org';
import { fileReport } from '#domain/mutations/report/file-report';
import { flagMember, unflagMember } from '#domain/mutations/report/flag-member';
import {
	answerReport,
	closeReport,
	handleReport,
	reopenReport,
	withdrawReport
} from '#domain/mutations/report/take-step';
import { logExport } from '#domain/mutations/roster/log-export';

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
