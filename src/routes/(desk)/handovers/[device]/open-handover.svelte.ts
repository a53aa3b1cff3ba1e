import type {
	HandedChange,
	HandedDraft,
	Handover,
	HandoverDecision,
	HandoverOutcome
} from '#domain/account/handover';
import { decideHandover, readHandover } from '#sync/session/accounts';
import { saySessionProblem } from '#ui/words/wording';

/** One device’s hand-over, read page by page, and the decision on it. */
export class OpenHandover {
	readonly #device: string;
	handover = $state.raw<Handover | undefined>();
	changes = $state.raw<readonly HandedChange[]>([]);
	/** Typed and never saved: only to be read. */
	drafts = $state.raw<readonly HandedDraft[]>([]);
	next = $state<number | null>(null);
	outcome = $state.raw<HandoverOutcome | undefined>();
	problem = $state('');
	loading = $state(false);

	constructor(device: string) {
		this.#device = device;
	}

	/** From the beginning. */
	async load(): Promise<void> {
		this.changes = [];
		await this.more(0);
	}

	async more(from = this.next ?? 0): Promise<void> {
		this.loading = true;
		const answer = await readHandover({ device: this.#device, from });
		this.loading = false;
		this.problem = answer.ok ? '' : saySessionProblem(answer.problem);
		if (!answer.ok) return;
		const { handover, changes, drafts, next } = answer.value;
		if (from === 0) this.drafts = drafts ?? [];
		this.handover = handover;
		this.changes = [...this.changes, ...changes];
		this.next = next;
	}

	/** '' when it was done, else why not. */
	async decide(decision: HandoverDecision, password: string): Promise<string> {
		const answer = await decideHandover({ device: this.#device, decision, password });
		if (!answer.ok) {
			const { problem } = answer;
			return problem.code === 'session.refused'
				? '您的密码不正确，没有执行。'
				: saySessionProblem(problem);
		}
		this.outcome = answer.value;
		await this.load();
		return '';
	}
}
