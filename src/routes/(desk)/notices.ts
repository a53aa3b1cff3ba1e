import { taskCounts, tasksOf } from '#domain/reminders/tasks';
import type { Member } from '#domain/member/member';
import type { Replica } from '#store/replica';

/** Lies in clear: whether, and the day and numbers of the last notice. Nothing of anybody. */
const PLACE = 'branchbook.notices';

interface Memory {
	on: boolean;
	/** What was last shown. */
	shown: string;
}

/** Where notices of the system stand on this device. */
export type NoticeState =
	/** The browser knows none. */
	| 'unknown'
	/** An iPhone or iPad shows them only of a page on its home screen. */
	| 'install-first'
	/** The person has forbidden them in the browser; a page cannot ask again. */
	| 'denied'
	| 'off'
	| 'on';

export function noticeState(memory: Pick<Storage, 'getItem'> = localStorage): NoticeState {
	if (!('Notification' in globalThis)) {
		return /iPhone|iPad/.test(navigator.userAgent) ? 'install-first' : 'unknown';
	}
	if (Notification.permission === 'denied') return 'denied';
	return Notification.permission === 'granted' && remembered(memory).on ? 'on' : 'off';
}

/** Asks the person the first time; the browser decides how. */
export async function setNotices(on: boolean): Promise<NoticeState> {
	const granted = !on || (await Notification.requestPermission()) === 'granted';
	remember({ on: on && granted, shown: '' });
	return noticeState();
}

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
	const members = replica.membersUnder(replica.account.orgId);
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

function remembered(memory: Pick<Storage, 'getItem'> = localStorage): Memory {
	try {
		const value: unknown = JSON.parse(memory.getItem(PLACE) ?? '{}');
		const { on, shown } = value as Partial<Memory>;
		return { on: on === true, shown: typeof shown === 'string' ? shown : '' };
	} catch {
		// A damaged memory counts as switched off: nobody is shown what he did not ask for.
		return { on: false, shown: '' };
	}
}

function remember(memory: Memory): void {
	localStorage.setItem(PLACE, JSON.stringify(memory));
}
