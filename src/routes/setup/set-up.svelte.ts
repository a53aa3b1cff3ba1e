import type { Failure } from '#sync/loop/post';
import { notSent } from '#sync/session/session-problem';
import { lookAtSetUp, makeCampus, type MadeAccount, type SetUpChoice } from '#sync/session/set-up';
import { saySessionProblem } from '#ui/words/wording';

type Step = 'looking' | 'choose' | 'new' | 'closed' | 'unreachable';

/** First set-up of a campus, once, with the token of the console. There is no vault yet. */
export class SetUp {
	readonly #token: string;
	step = $state<Step>('looking');
	busy = $state<SetUpChoice['choice'] | undefined>();
	/** A sentence. */
	problem = $state('');
	accounts = $state.raw<readonly MadeAccount[] | undefined>();

	constructor(token: string) {
		this.#token = token;
	}

	/** Whether the link still opens anything. */
	async look(): Promise<void> {
		this.step = 'looking';
		this.problem = '';
		const answer = await lookAtSetUp(this.#token);
		if (answer.kind === 'ok') this.step = answer.value.open ? 'choose' : 'closed';
		else this.#failed(answer, 'unreachable');
	}

	async make(choice: SetUpChoice): Promise<void> {
		if (this.busy) return;
		this.busy = choice.choice;
		this.problem = '';
		const answer = await makeCampus(this.#token, choice);
		this.busy = undefined;
		if (answer.kind === 'ok') this.accounts = answer.value.accounts;
		else this.#failed(answer, this.step);
	}

	#failed(failure: Failure, step: Step): void {
		if (failure.kind === 'refused' && failure.status === 404) {
			this.step = 'closed';
			return;
		}
		this.step = step;
		this.problem =
			failure.kind === 'refused' && failure.problem.code === 'request.malformed'
				? '有内容的格式不正确，请检查后再试。'
				: saySessionProblem(notSent(failure).problem);
	}
}
