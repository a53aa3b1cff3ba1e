/** What a campus may set about the rules; the defaults are those of rules.json. */
export interface Settings {
	/** JN-11, JN-13, JN-15: how much later than due 转正 may be before the system speaks, in months. */
	graceMonths: number;
	/** JN-14: days before the end of a probation at which the reminder begins. */
	reminderDays: number;
	/** BI-03: whether a missing photo counts. */
	photoCounts: boolean;
}

export const defaultSettings: Settings = { graceMonths: 1, reminderDays: 30, photoCounts: true };
