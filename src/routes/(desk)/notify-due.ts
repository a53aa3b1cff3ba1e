import { taskCounts, tasksOf } from '#domain/features/reminders/tasks';
import type { Member } from '#domain/model/member/member';
import type { Replica } from '#store/replica/replica';
import { noticeState, remember, remembered } from './notice-memory';

/** The one sentence of a notice: numbers, never a name. Undefined when nothing is due. */
export function sayNotice({
	overdue,
	soon
}: {
	overdue: number;
	soon: number;
}): string | undefined {
	const parts = [
		...(overdue > 0 ? [`${overdue} 项已过期`] : []),
		...(soon > 0 ? [`${soon} 项近期到期`] : [])
	];
	return parts.length > 0 ? `有 ${parts.join('、')}，请打开支部册查看。` : undefined;
}

/** Shows what is due, once a day and whenever the numbers have changed. Asked after opening and syncs. */
export async function notifyDue(replica: Replica): Promise<void> {
	if (noticeState() !== 'on' || !replica.progress.whole) return;
	const context = replica.context();
	const summary = (member: Member) => replica.summary(member);
	const members = replica.under(replica.account.orgId).held;
	const body = sayNotice(taskCounts(tasksOf(members, { context, summary })));
	const shown = `${context.today} ${body ?? ''}`;
	if (body === undefined || remembered().shown === shown) return;
	remember({ on: true, shown });
	await show(body);
}

/** Phones show notices of a service worker only. The same tag replaces an earlier one. */
async function show(body: string): Promise<void> {
	const options = { body, tag: 'due', icon: '/icons/icon-192.png' };
	const worker = await navigator.serviceWorker?.getRegistration();
	if (worker) await worker.showNotification('支部册', options);
	else new Notification('支部册', options);
}
