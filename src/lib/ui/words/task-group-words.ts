import type { TaskGroup } from '#domain/features/reminders/tasks';
import { reducedWord, stateWords } from '#ui/words/state-words';

/** What 首页 calls the groups of 待办. */
export const groupTitles: Record<TaskGroup, string> = {
	overdue: '已过期',
	error: '须改正的错误',
	soon: '近期到期',
	problem: stateWords.problem,
	explain: stateWords.waiting,
	fill: '待补充',
	reduced: `${reducedWord}，待补充`,
	photo: '缺照片'
};
