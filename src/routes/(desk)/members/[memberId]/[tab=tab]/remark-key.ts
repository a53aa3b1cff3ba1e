/** The draft of 备注信息 for one finding; without a rule the beginning of all of a record. */
export function remarkKey(memberId: string, rule = ''): string {
	return `remark:${memberId}:${rule}`;
}
