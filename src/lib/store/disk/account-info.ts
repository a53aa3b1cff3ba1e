/** Whose database this is, as far as it may be known without the password. */
export interface AccountInfo {
	account: string;
	kind: 'u' | 'a';
	orgId: string;
	orgName: string;
	deviceId: string;
}
