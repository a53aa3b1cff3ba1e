import { orgInitials } from '#domain/account/org-initials';
import { weaknesses } from '#domain/account/password-policy';
import { session, type SessionProblem } from '#sync/session/session';
import { initialsNow } from '../../../pinyin';
import { forgetTyped, typedPassword } from '../../../typed-password';

/** 修改密码: what is typed, what is still wrong with it, and the way to the server. */
export class NewPassword {
	current = $state('');
	next = $state('');
	again = $state('');
	busy = $state(false);
	problem = $state.raw<SessionProblem | undefined>();
	/** Asked to save with something missing: from then on gaps are named too. */
	tried = $state(false);
	/** The password just typed at a forced first sign-in stands in for 当前密码. */
	readonly #typed = typedPassword();

	get asksCurrent(): boolean {
		return this.#typed === undefined;
	}

	readonly weak = $derived(this.next === '' ? [] : weaknesses(this.next, contextNow()));

	get differs(): boolean {
		return this.again !== '' && this.again !== this.next && !this.next.startsWith(this.again);
	}

	get gap(): string {
		if (!this.tried) return '';
		if (this.asksCurrent && this.current === '') return '请填写当前密码。';
		if (this.next === '') return '请填写新密码。';
		return this.again === this.next ? '' : '两次输入的新密码不一致。';
	}

	/** Whether the new password is the account’s now. */
	async save(): Promise<boolean> {
		this.tried = true;
		this.problem = undefined;
		if (this.busy || this.gap !== '' || this.weak.length > 0) return false;
		this.busy = true;
		const result = await session.changePassword(this.#typed ?? this.current, this.next);
		this.busy = false;
		if (!result.ok) {
			this.problem = result.problem;
			return false;
		}
		forgetTyped();
		return true;
	}
}

function contextNow() {
	const replica = session.replica;
	const own = replica?.org(replica.account.orgId);
	const orgNames = [replica?.account.orgName, own?.shortName, own?.fullName].filter(
		(name) => name !== undefined
	);
	return {
		account: replica?.account.account ?? '',
		orgNames,
		initials: orgInitials(orgNames, initialsNow)
	};
}
