import type { PlainDate } from '#domain/kernel/plain-date';
import type { Member } from '#domain/model/member/member';
import { aloneContext } from '#domain/rules/refuse-errors';
import { memberRules } from '#domain/rules/registry';

const reasoned = memberRules.flatMap(({ alone, explanation, applies }) => {
	const reason = explanation?.in;
	// 备注信息 speaks of more than one finding, so it stays whatever becomes of one.
	return alone && reason && reason !== 'remark' ? [{ reason, applies }] : [];
});

/**
 * A reason of 人工审核 speaks of what stood there when it was given. Where a change makes its
 * finding go away, the reason steps back into `formerReasons`: should the finding ever come back,
 * it is open again and the old reason is offered, not believed.
 */
export function withdrawReasons(before: Member, after: Member, today: PlainDate): Member {
	let result = after;
	for (const { reason, applies } of reasoned) {
		const given = after[reason];
		if (!given || before[reason] !== given) continue;
		const context = aloneContext(today);
		if (!applies(before, context) || applies(after, context)) continue;
		const formerReasons = { ...result.formerReasons, [reason]: given };
		result = { ...result, [reason]: '', formerReasons };
	}
	return result;
}
