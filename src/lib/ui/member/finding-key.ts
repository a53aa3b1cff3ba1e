import type { Finding } from '#domain/rules/rule';

/**
 * The key of a finding in a list: its rule and its place. Sentences and labels are never keys: two
 * findings may say the same, and a list with the same key twice stops the whole screen.
 */
export function findingKey(finding: Finding & { entryField?: string }): string {
	return [finding.rule, finding.field, finding.entryField ?? ''].join('/');
}
