import { untrack } from 'svelte';
import type { Problem } from '#domain/kernel/problem';
import { calendarText } from '#domain/features/reminders/calendar';
import { calendarEvents } from '#domain/features/reminders/calendar-events';
import { logExport } from '#domain/mutations/roster/log-export';
import { newChangeId } from '#store/disk/change-id';
import type { Replica } from '#store/replica/replica';

/** The days to come of an account’s members, as a file for the person’s own calendar. */
export class CalendarFile {
	readonly #replica: Replica;
	/** Names leave only when the person says so. */
	#named = $state(false);
	busy = $state(false);
	saved = $state(false);
	problem = $state.raw<Problem | undefined>();

	constructor(replica: Replica) {
		this.#replica = replica;
	}

	get named(): boolean {
		return this.#named;
	}

	set named(named: boolean) {
		this.#named = named;
		this.saved = false;
	}

	readonly events = $derived.by(() => {
		const { orgId } = this.#replica.account;
		const members = this.#replica.under(orgId).members;
		const context = this.#replica.context();
		const named = this.#named;
		return untrack(() => calendarEvents(members, context, { named, orgId }));
	});

	/** With names it is an export like any other: the line in the log comes first. */
	async write(now: string): Promise<Blob | undefined> {
		const { whole, loaded, total } = this.#replica.progress;
		this.saved = false;
		this.problem = whole ? undefined : { code: 'replica.partial', loaded, total };
		if (this.problem || this.busy) return undefined;
		this.busy = true;
		const { events } = this;
		const logged = this.#named ? await this.#log(events.length) : undefined;
		this.busy = false;
		this.problem = logged;
		if (logged) return undefined;
		this.saved = true;
		const text = calendarText(events, now);
		return new Blob([text], { type: 'text/calendar;charset=utf-8' });
	}

	async #log(count: number): Promise<Problem | undefined> {
		const logged = await this.#replica.mutate(logExport, {
			id: newChangeId(),
			orgId: this.#replica.account.orgId,
			columns: ['name', 'reminder.due'],
			count,
			format: 'ics'
		});
		return logged.ok ? undefined : logged.problem;
	}
}
