import type { PlainDate } from '#domain/kernel/plain-date';
import type { Edit } from '#domain/model/member/edit';
import { editMember } from '#domain/mutations/member/edit-member';
import { blankMember } from '#domain/model/member/member';
import { fileReport } from '#domain/mutations/report/file-report';
import { flagMember } from '#domain/mutations/report/flag-member';
import { answerReport } from '#domain/mutations/report/take-step';
import { addDays } from '#server/demo/dated';
import type { DemoMember } from '#server/demo/campus';
import type { Change } from '#domain/protocol/change';

/** Something a person of the demo campus has done; `by` is the account. */
export interface Story {
	by: string;
	/** Its change is made of this word. */
	word: string;
	name: string;
	args: Change['args'];
}

const COMMITTEE = 'a990000000001';
const FACULTY = 'a990000000020';
const STUDENTS = 'u990000000012';
const OTHERS = 'u990000000022';
const MASTERS = 'u990000000014';
const RETIRED = 'u990000000051';

/** A probation of more than two years is 问题数据: no branch can close it. */
const TOO_LONG = 'JN-13';

/**
 * What happened in the demo campus before it is looked at, so that each state of a record is there once: two people who
 * disagree, 问题数据 that waits, that is answered and that a committee has marked, a member who has died and one who has left.
 * `idOf` makes the id of a change from its word.
 */
export function stories(
	members: readonly DemoMember[],
	day: PlainDate,
	idOf: (word: string) => string
): Story[] {
	const named = (name: string): DemoMember => {
		const found = members.find(({ values }) => values['name'] === name);
		if (!found) throw new Error(`the demo has no ${name}`);
		return found;
	};
	const edit = (by: string, { id, values }: DemoMember, to: Record<string, string>): Story => {
		const seen: Readonly<Record<string, unknown>> = { ...blankMember(id), ...values };
		const edits = Object.fromEntries(
			Object.entries(to).map(([key, value]): [string, Edit] => [
				key,
				{ from: String(seen[key]), to: value }
			])
		);
		return {
			by,
			word: `${by} ${id} ${Object.keys(to).join()}`,
			name: editMember.name,
			args: { id, edits }
		};
	};
	const report = (by: string, { id }: DemoMember): Story => ({
		by,
		word: `report ${id}`,
		name: fileReport.name,
		args: { memberId: id, rule: TOO_LONG }
	});
	const [phone, joined] = [named('丁子妮'), named('宋梓涵')];
	const [waiting, answered] = [named('于梓阳'), named('熊爱娟')];
	const join = joined.values['joinDate'] ?? day;
	return [
		edit(OTHERS, phone, { mobile: '16400012012' }),
		edit(FACULTY, phone, { mobile: '16400012021' }),
		edit(OTHERS, joined, { joinDate: addDays(join, 1) }),
		edit(FACULTY, joined, { joinDate: addDays(join, 2) }),
		report(STUDENTS, waiting),
		report(RETIRED, answered),
		{
			by: COMMITTEE,
			word: `answer ${answered.id}`,
			name: answerReport.name,
			args: {
				memberId: answered.id,
				reportId: idOf(`report ${answered.id}`),
				text: '已转后台，请核对《入党志愿书》中的转正日期。'
			}
		},
		{
			by: COMMITTEE,
			word: `flag ${named('侯玉梅').id}`,
			name: flagMember.name,
			args: { memberId: named('侯玉梅').id, reason: '后台查无此公民身份号码，待核对户籍信息。' }
		},
		edit(RETIRED, named('汤桂芬'), { membershipStatus: 'deceased', leaveDate: addDays(day, -40) }),
		edit(MASTERS, named('周芷怡'), {
			membershipStatus: 'left',
			leaveDate: addDays(day, -75),
			leaveReason: 'L2',
			leaveApprovedBy: '中共示例海洋大学委员会'
		})
	];
}
