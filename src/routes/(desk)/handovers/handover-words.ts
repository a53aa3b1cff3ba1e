import type { Handover, HandoverOutcome, HandoverState } from '#domain/account/handover';

/** What is open in a hand-over, in a line. */
export function sayOpen({ changes, photos, drafts = 0 }: Handover): string {
	const said: string[] = [];
	if (changes.waiting > 0) said.push(`${changes.waiting} 项更改待决定`);
	if (photos > 0) said.push(`${photos} 张照片待决定`);
	if (said.length === 0 && sayDecided(changes) !== '') said.push(sayDecided(changes));
	if (drafts > 0) said.push(`${drafts} 份没有保存的填写`);
	return said.join('，');
}

function sayDecided({ applied, refused, declined }: Handover['changes']): string {
	const said: string[] = [];
	if (applied > 0) said.push(`${applied} 项已写入`);
	if (refused > 0) said.push(`${refused} 项未被接受`);
	if (declined > 0) said.push(`${declined} 项不采用`);
	return said.join('，');
}

const stateWords: Record<HandoverState, string> = {
	waiting: '待决定',
	applied: '已写入',
	refused: '未被接受',
	declined: '不采用'
};

export function sayHandoverState(state: HandoverState): string {
	return stateWords[state];
}

/** What came of 放行 or 不采用: what was written, what was kept, what to do. */
export function sayHandoverOutcome(outcome: HandoverOutcome): string {
	const { applied, refused, declined, left, photos } = outcome;
	const said: string[] = [];
	if (applied > 0) said.push(`${applied} 项已写入记录。`);
	if (refused > 0) said.push(`${refused} 项未被接受，原因见下，内容仍保存着。`);
	if (photos > 0) said.push(`${photos} 张照片已归入记录。`);
	if (declined > 0) said.push(`${declined} 项没有采用，内容仍保存着，以后可以放行。`);
	if (left > 0) said.push(`${left} 项暂时不能处理，仍在等待，请稍后再放行。`);
	return said.length > 0 ? said.join('') : '没有待决定的更改。';
}
