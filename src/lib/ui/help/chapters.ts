import type { HelpChapter, HelpTask } from '#ui/help/task';
import { begin } from '#ui/help/tasks/begin';
import { members } from '#ui/help/tasks/members';
import { numbersAndPaper } from '#ui/help/tasks/numbers-and-paper';
import { organisations } from '#ui/help/tasks/organisations';
import { photoAndMany } from '#ui/help/tasks/photo-and-many';
import { roster } from '#ui/help/tasks/roster';
import { sync } from '#ui/help/tasks/sync';

/** 使用手册, in the order of the manual. */
export const chapters: readonly HelpChapter[] = [
	begin,
	members,
	organisations,
	roster,
	sync,
	photoAndMany,
	numbersAndPaper
];

export const helpTasks: readonly HelpTask[] = chapters.flatMap(({ tasks }) => tasks);

export function helpTask(id: string): HelpTask | undefined {
	return helpTasks.find((task) => task.id === id);
}
