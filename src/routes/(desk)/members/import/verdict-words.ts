import type { RowVerdict } from '#domain/roster/report';

/** What each verdict of a row is called, in the order they are shown: what needs a person first. */
export const verdicts: Record<RowVerdict, { label: string; tone: string }> = {
	'needs-answer': { label: '待回答', tone: 'text-info' },
	reject: { label: '退回', tone: 'text-error' },
	'accept-with-findings': { label: '可导入，有提醒', tone: 'text-warning' },
	accept: { label: '可导入', tone: 'text-success' },
	unchanged: { label: '已导入过', tone: 'text-secondary' }
};
export const verdictOrder = Object.keys(verdicts) as RowVerdict[];
