import type { DeviceInfo, ManagedAccount } from '#domain/account/device';
import {
	listAccounts,
	lockAccount,
	resetPassword,
	revokeDevice,
	type ActivationCode
} from '#sync/session/accounts';
import type { SessionProblem } from '#sync/session/session';
import { saySessionProblem } from '#ui/words/wording';

/** 用户管理: the accounts of one organisation below, and what may be done to them. */
export class ManagedAccounts {
	readonly #orgId: string;
	list = $state.raw<readonly ManagedAccount[] | undefined>();
	problem = $state('');
	loading = $state(false);
	/** Shown once; gone with the dialog. */
	code = $state.raw<(ActivationCode & { account: string }) | undefined>();

	constructor(orgId: string) {
		this.#orgId = orgId;
	}

	async load(): Promise<void> {
		this.loading = true;
		const answer = await listAccounts(this.#orgId);
		this.loading = false;
		if (answer.ok) this.list = answer.value.accounts;
		this.problem = answer.ok ? '' : saySessionProblem(answer.problem);
	}

	/** Each returns '' when it was done, else why not. */
	async reset({ account }: ManagedAccount, password: string): Promise<string> {
		const answer = await resetPassword({ account, password });
		if (!answer.ok) return sayRefusal(answer.problem);
		this.code = { account, ...answer.value };
		await this.load();
		return '';
	}

	async lock({ account, locked }: ManagedAccount, password: string): Promise<string> {
		return this.#after(await lockAccount({ account, locked: !locked, password }));
	}

	async revoke({ account }: ManagedAccount, { id }: DeviceInfo, password: string): Promise<string> {
		return this.#after(await revokeDevice({ account, device: id, password }));
	}

	async #after(answer: Awaited<ReturnType<typeof lockAccount>>): Promise<string> {
		if (!answer.ok) return sayRefusal(answer.problem);
		await this.load();
		return '';
	}
}

/** The own password was asked for, so a refusal speaks of that one. */
function sayRefusal(problem: SessionProblem): string {
	return problem.code === 'session.refused'
		? '您的密码不正确，没有执行。'
		: saySessionProblem(problem);
}
