import { removePhoto } from '#domain/mutations/member/remove-photo';
import { setPhoto } from '#domain/mutations/member/set-photo';
import { fileReport } from '#domain/mutations/report/file-report';
import { flagMember, unflagMember } from '#domain/mutations/report/flag-member';
import { reportsOf } from '#domain/model/member/reports-of';
import * as steps from '#domain/mutations/report/take-step';
import type { Replica } from '#store/replica/replica';
import type { Random } from '../ports/random';
import { tally } from '../tally';
import type { Action, Make } from './people';
import type { SimTab } from './sim-device';

const rules = ['ID-08', 'JN-05', 'ID-90'];

const taken = [
	steps.withdrawReport,
	steps.handleReport,
	steps.answerReport,
	steps.closeReport,
	steps.reopenReport
];

/** A branch sends a finding up or takes it back; a committee goes on with one, or marks a record. */
export function reporting(make: Make): Action {
	return (_simulation, tab, replica, random) => {
		const members = replica.members();
		if (members.length === 0) return;
		const isBranch = tab.device.account.kind === 'u';
		const filed = members.filter((member) => reportsOf(member).length > 0);
		if (isBranch && (filed.length === 0 || random.chance(0.7))) {
			tally('report filed');
			const { id } = random.hot(members);
			return make(tab, replica, fileReport, { memberId: id, rule: random.pick(rules) });
		}
		if (!isBranch && (filed.length === 0 || random.chance(0.3))) {
			return marking(make, tab, replica, random);
		}
		const member = random.pick(filed);
		const report = random.pick(reportsOf(member));
		const step = isBranch ? steps.withdrawReport : random.pick(taken);
		tally('report taken a step further');
		make(tab, replica, step, { memberId: member.id, reportId: report.id, text: '说明' });
	};
}

/** A committee marks a record as 问题数据, or takes a mark back; few reasons, so that two say the same. */
function marking(make: Make, tab: SimTab, replica: Replica, random: Random): void {
	const member = random.hot(replica.members());
	const { id: memberId, flaggedProblem } = member;
	if (flaggedProblem && random.chance(0.6)) {
		tally('mark taken back');
		const text = random.pick(['', '已更正']);
		return make(tab, replica, unflagMember, { memberId, flag: flaggedProblem.change, text });
	}
	tally('record marked');
	make(tab, replica, flagMember, { memberId, reason: random.pick(['查无此号', '重复登记']) });
}

/** What the record says of a photo; its bytes are not this queue’s business. */
export function photographing(make: Make): Action {
	return (_simulation, tab, replica, random) => {
		const members = replica.members();
		if (members.length === 0) return;
		const { id: memberId, photo } = random.hot(members);
		if (photo && random.chance(0.4)) {
			return make(tab, replica, removePhoto, { memberId, photoId: photo.id });
		}
		make(tab, replica, setPhoto, { memberId, photo: factsOf(random) });
	};
}

/** Few pictures, so that a former one is taken back. */
function factsOf(random: Random) {
	const n = random.below(4) + 1;
	return {
		id: `00000000-0000-4000-a000-${String(n).padStart(12, '0')}`,
		sha256: String(n).repeat(64),
		bytes: 1000 + n,
		width: 480,
		height: 672
	};
}
