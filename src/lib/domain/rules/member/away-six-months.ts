import { addMonths } from '#domain/kernel/plain-date';
import { dateOf } from '#domain/model/member/date-of';
import { defineEntryRule } from '#domain/rules/entry-rule';

/** 流出. */
const OUT = 'L1';

export const awaySixMonths = defineEntryRule({
	id: 'ST-06',
	severity: 'warning',
	title: 'Away for six months without transfer',
	list: 'mobility',
	entryField: 'outOn',
	message: '外出6个月以上，应转接组织关系或登记为流动党员。',
	resolution: 'Start a transfer or a 流动党员 record.',
	resolvedBy: 'secretary',
	source: '2019 员教育管理条例 pages; lidapoly; gdlvding',
	closes: ['entry', 'procedure'],
	alone: true,

	checkEntry({ mobilityKind, outOn, backOn }, member, { today }) {
		if (mobilityKind !== OUT || backOn || member.isMobile === '1') return false;
		const out = dateOf(outOn ?? '');
		return out !== undefined && today >= addMonths(out, 6);
	}
});
