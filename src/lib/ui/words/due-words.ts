import { daysBetween, type PlainDate } from '#domain/kernel/plain-date';

/** How far a day is: 还有 12 天, 今天, 已过 3 天. */
export function sayDue(due: PlainDate, today: PlainDate): string {
	const days = daysBetween(today, due);
	if (days === 0) return '就在今天';
	return days > 0 ? `还有 ${days} 天` : `已过 ${-days} 天`;
}
