import type { Signature } from '#domain/kernel/signature';
import type { Replica } from '#store/replica/replica';
import { sayTime } from '#ui/words/sync-words';

/** Who brought the demo campus. */
const SYSTEM = 'system';

/** An account as a person knows it: the organisation it belongs to, where that is in sight. */
export function sayAccount(replica: Replica, account: string): string {
	if (account === '') return '';
	if (account === SYSTEM) return '系统';
	const org = replica.orgs().find(({ code }) => code === account.slice(1));
	const kind = account.startsWith('a') ? '管理员' : '';
	if (org) return kind ? `${org.shortName}（${kind}）` : org.shortName;
	return account.startsWith('a') ? `上级党组织 ${account}` : `其他党支部 ${account}`;
}

/** Who, on which device, when by his own clock: the parts that are known. */
export function saySignature(
	replica: Replica,
	signature: Partial<Signature>,
	who?: string
): string {
	const { by = '', device = '', at = '' } = signature;
	return [who ?? sayAccount(replica, by), device, sayTime(at)].filter(Boolean).join(' · ');
}

/** When the server took it and under which number, or that it has not yet (S-2). */
export function sayReceipt({ receipt }: Partial<Signature>): string {
	if (!receipt) return '待发送';
	return `服务器 ${sayTime(receipt.at)} 收到 · 回执号 ${receipt.number}`;
}
