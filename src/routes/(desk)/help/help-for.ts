/** Which task of 使用手册 a screen is about; the first line that fits. Ids only: the texts load later. */
const lines: readonly (readonly [RegExp, string])[] = [
	[/^\/members\/new$/, 'admit'],
	[/^\/members\/import$/, 'import-roster'],
	[/^\/members\/export$/, 'export-roster'],
	[/^\/members\/awards$/, 'awards'],
	[/^\/members\/grades$/, 'grades'],
	[/^\/members\/bulk(\/|$)/, 'bulk-edit'],
	[/^\/members\/[^/]+\/basic$/, 'edit-member'],
	[/^\/members\/[^/]+\/review$/, 'review'],
	[/^\/members\/[^/]+\/trail$/, 'trail'],
	[/^\/members\/[^/]+\/[^/]+$/, 'member-tabs'],
	[/^\/members$/, 'find-member'],
	[/^\/print$/, 'print'],
	[/^\/problems(\/|$)/, 'problem-data'],
	[/^\/statistics(\/|$)/, 'statistics'],
	[/^\/orgs\/[^/]+\/accounts$/, 'reset-password'],
	[/^\/orgs(\/|$)/, 'orgs'],
	[/^\/transfers(\/|$)/, 'transfers'],
	[/^\/todo$/, 'todo'],
	[/^\/handovers(\/|$)/, 'handovers'],
	[/^\/sync$/, 'sync'],
	[/^\/me\/reminders$/, 'reminders'],
	[/^\/me\/devices$/, 'lost-device'],
	[/^\/me\/pin$/, 'pin'],
	[/^\/me\/password$/, 'change-password']
];

/** The address in the help for a screen; its contents where no task is about that screen. */
export function helpFor(path: string): string {
	const found = lines.find(([screen]) => screen.test(path));
	return found ? `/help/${found[1]}` : '/help';
}

export const helpIds: readonly string[] = lines.map(([, id]) => id);
