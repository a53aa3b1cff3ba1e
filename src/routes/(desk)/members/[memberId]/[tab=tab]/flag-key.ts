/** The draft of a mark’s reason on one record. */
export function flagKey(memberId: string): string {
	return `flag:${memberId}`;
}
