import type { Handover } from '#domain/account/handover';
import { listHandovers } from '#sync/session/accounts';
import { saySessionProblem } from '#ui/words/wording';

/** What revoked devices below handed over; read from the server, because no device holds it. */
export class Handovers {
	list = $state.raw<readonly Handover[] | undefined>();
	problem = $state('');
	loading = $state(false);

	/** Hand-overs with something still to decide. */
	get waiting(): number {
		return (this.list ?? []).filter(({ changes, photos }) => changes.waiting + photos > 0).length;
	}

	async load(): Promise<void> {
		this.loading = true;
		const answer = await listHandovers();
		this.loading = false;
		if (answer.ok) this.list = answer.value.handovers;
		this.problem = answer.ok ? '' : saySessionProblem(answer.problem);
	}
}
