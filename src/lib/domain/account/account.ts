import { z } from 'zod';

/** u: a branch’s own account. a: a committee’s administrator. */
export const AccountKind = z.enum(['u', 'a']);
export type AccountKind = z.infer<typeof AccountKind>;

/** AC-01: u or a, then the organisation’s code (6–20 digits). Case and outer blanks do not count. */
export const AccountName = z
	.string()
	.max(40)
	.trim()
	.toLowerCase()
	.regex(/^[ua]\d{6,20}$/, { error: '账号格式不正确。' });

export function kindOf(account: string): AccountKind | undefined {
	const name = AccountName.safeParse(account);
	return name.success ? AccountKind.parse(name.data[0]) : undefined;
}

/** The account of that kind which belongs to an organisation. */
export function accountNameOf(kind: AccountKind, orgCode: string): string {
	return `${kind}${orgCode}`;
}
