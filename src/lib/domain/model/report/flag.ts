import type { Signature } from '#domain/kernel/signature';

/**
 * 问题数据 by the word of an organisation above (ID-90): the branch cannot mend the record, and this
 * is why. It lies in the record itself, like the reports.
 */
export interface Flag extends Signature {
	reason: string;
}

export const FLAG_REASON = '标记原因';

/** '' for a problem that no committee has marked. */
export function sayFlag(flag: Flag | undefined): string {
	return flag ? `${FLAG_REASON}：${flag.reason}` : '';
}
