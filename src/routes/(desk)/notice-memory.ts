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

export function remembered(memory: Pick<Storage, 'getItem'> = localStorage): Memory {
	try {
		const value: unknown = JSON.parse(memory.getItem(PLACE) ?? '{}');
		const { on, shown } = value as Partial<Memory>;
		return { on: on === true, shown: typeof shown === 'string' ? shown : '' };
	} catch {
		// A damaged memory counts as switched off: nobody is shown what he did not ask for.
		return { on: false, shown: '' };
	}
}

export function remember(memory: Memory): void {
	localStorage.setItem(PLACE, JSON.stringify(memory));
}
