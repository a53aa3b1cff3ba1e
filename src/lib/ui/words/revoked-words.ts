/** What the sync floor says of a revoked device. */
export type RevokedFacts =
	| { step: 'handing-over' | 'waiting' | 'password' | 'proof' | 'locked' | 'unreadable' }
	| { step: 'done'; held: number; drafts?: number };

export interface RevokedWords {
	kind: 'info' | 'success' | 'warning';
	title: string;
	text: string;
}

/** What happened, what was kept, what to do (V-5). */
export function sayRevoked(facts: RevokedFacts): RevokedWords {
	const title = '本机已被停用';
	switch (facts.step) {
		case 'handing-over':
			return { kind: 'info', title, text: '正在把未发送的更改交给服务器，请保持联网。' };
		case 'waiting':
			return {
				kind: 'warning',
				title,
				text: '党员信息已从本机清除。未发送的更改加密留在本机，已无法查看；联网后自动交给服务器。'
			};
		case 'password':
			return {
				kind: 'warning',
				title,
				text: '请联网并输入密码，以便把未发送的更改交给服务器，然后清除本机内容。'
			};
		case 'proof':
			return {
				kind: 'warning',
				title,
				text: '这个密码已不是账号现在的密码。请再输入账号现在的密码或激活码，以便把未发送的更改交给服务器。'
			};
		case 'locked':
			return {
				kind: 'warning',
				title,
				text: '账号已被上级党组织锁定。党员信息已从本机清除，未发送的更改加密留在本机，账号解锁后自动交给服务器。'
			};
		case 'unreadable':
			return {
				kind: 'warning',
				title,
				text: '党员信息已从本机清除。服务器未能读出部分更改，它们加密留在本机，请联系系统管理员。'
			};
		case 'done':
			return {
				kind: 'success',
				title,
				text: `${sayHandedOver(facts)}本机内容已全部清除。`
			};
	}
}

function sayHandedOver({ held, drafts = 0 }: { held: number; drafts?: number }): string {
	const changes =
		held === 0 ? '' : `${held} 项未发送的更改已交给服务器，由上级党组织查看后决定是否采用。`;
	const typed =
		drafts === 0 ? '' : `${drafts} 份没有保存的填写也已交给服务器，上级党组织可以查看。`;
	return changes + typed || '没有更改留在本机。';
}
