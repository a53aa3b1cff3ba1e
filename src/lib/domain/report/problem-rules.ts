import { memberRules } from '#domain/rules/registry';

/** The sentences of the rules whose findings a branch cannot close, by the rules’ ids. */
const sentences: ReadonlyMap<string, string> = new Map(
	memberRules
		.filter(({ severity }) => severity === 'escalate-to-admin')
		.map(({ id, message }) => [id, message])
);

export function isReportable(rule: string): boolean {
	return sentences.has(rule);
}

/** What a rule says; '' for one that a newer version made. */
export function sentenceOf(rule: string): string {
	return sentences.get(rule) ?? '';
}
