import CalendarClock from '@lucide/svelte/icons/calendar-clock';
import CalendarX2 from '@lucide/svelte/icons/calendar-x-2';
import CircleAlert from '@lucide/svelte/icons/circle-alert';
import CircleDashed from '@lucide/svelte/icons/circle-dashed';
import Hourglass from '@lucide/svelte/icons/hourglass';
import ImageOff from '@lucide/svelte/icons/image-off';
import ShieldAlert from '@lucide/svelte/icons/shield-alert';
import UserMinus from '@lucide/svelte/icons/user-minus';
import type { TaskGroup } from '#domain/features/reminders/tasks';

/** Icon and colour of each group of 待办; the word stands beside them always. */
export const taskLooks: Record<TaskGroup, { Icon: typeof Hourglass; tone: string }> = {
	overdue: { Icon: CalendarX2, tone: 'text-error' },
	error: { Icon: CircleAlert, tone: 'text-error' },
	soon: { Icon: CalendarClock, tone: 'text-warning' },
	problem: { Icon: ShieldAlert, tone: 'text-violet' },
	explain: { Icon: Hourglass, tone: 'text-info' },
	fill: { Icon: CircleDashed, tone: 'text-warning' },
	reduced: { Icon: UserMinus, tone: 'text-secondary' },
	photo: { Icon: ImageOff, tone: 'text-secondary' }
};
