/** What the log makes of 问题数据, its marks and photos, written down a second time like the rest of the yardstick. */
export interface ExpectedReport {
	id: string;
	rule: string;
	state: 'filed' | 'handling' | 'closed' | 'withdrawn';
	/** Changes that took its steps, in order. */
	changes: string[];
}

/** The mark of a committee: the change that set it, and its reason. */
export interface ExpectedFlag {
	change: string;
	reason: string;
}

export interface ExpectedPhotos {
	shown: string | null;
	former: string[];
}

/** Per step the states it begins in, and the one it ends in. */
const ways: Record<string, [from: ExpectedReport['state'][], to: ExpectedReport['state']]> = {
	'report.withdraw': [['filed'], 'withdrawn'],
	'report.handle': [['filed'], 'handling'],
	'report.answer': [['filed', 'handling'], 'handling'],
	'report.close': [['filed', 'handling'], 'closed'],
	'report.reopen': [['closed'], 'handling']
};

/** False where it was under way already: then nothing was done. */
export function filed(reports: ExpectedReport[], change: string, rule: string): boolean {
	const isUnderWay = reports.some(
		(one) => one.rule === rule && (one.state === 'filed' || one.state === 'handling')
	);
	if (isUnderWay) return false;
	reports.push({ id: change, rule, state: 'filed', changes: [change] });
	return true;
}

/** What is wrong with it; undefined where the step could be taken. */
export function stepped(
	reports: ExpectedReport[],
	id: string,
	change: string,
	step: string
): string | undefined {
	const report = reports.find((one) => one.id === id);
	const way = ways[step];
	if (!report || !way) return `no report ${id} for ${step}`;
	const [from, to] = way;
	if (!from.includes(report.state)) return `${step} of a report that was ${report.state}`;
	report.state = to;
	report.changes.push(change);
	return undefined;
}

/** A mark that is taken back closes the cases of it that are under way. */
export function unflagged(reports: ExpectedReport[], change: string): void {
	for (const report of reports) {
		const isUnderWay = report.state === 'filed' || report.state === 'handling';
		if (report.rule !== 'ID-90' || !isUnderWay) continue;
		report.state = 'closed';
		report.changes.push(change);
	}
}

/** Whether another photo shows now. */
export function photographed(photos: ExpectedPhotos, id: string): boolean {
	if (photos.shown === id) return false;
	photos.former = photos.former.filter((one) => one !== id);
	if (photos.shown !== null) photos.former.push(photos.shown);
	photos.shown = id;
	return true;
}

/** Whether it showed, and does no longer. */
export function unphotographed(photos: ExpectedPhotos, id: string): boolean {
	if (photos.shown !== id) return false;
	photos.former.push(id);
	photos.shown = null;
	return true;
}
