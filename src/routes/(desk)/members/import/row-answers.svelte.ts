import type { RowQuestion } from '#domain/features/roster/report';

/** An answer with its question, kept so that it can be read and changed after the row went in order. */
export interface GivenAnswer {
	/** The row in the whole file. */
	place: string;
	question: RowQuestion;
	value: string;
}

const keyOf = (place: string, { field }: Pick<RowQuestion, 'field'>) => `${place}:${field}`;

/** What a person said about single rows of the file. */
export class RowAnswers {
	#given = $state.raw<Readonly<Record<string, GivenAnswer>>>({});

	get all(): Readonly<Record<string, GivenAnswer>> {
		return this.#given;
	}

	/** In the form the check takes them. */
	get said(): Record<string, string> {
		return Object.fromEntries(Object.entries(this.#given).map(([key, { value }]) => [key, value]));
	}

	/** The answers of one row. */
	of(place: string): GivenAnswer[] {
		return Object.values(this.#given).filter((answer) => answer.place === place);
	}

	give(answers: readonly GivenAnswer[]): void {
		const given = answers.map((answer) => [keyOf(answer.place, answer.question), answer] as const);
		this.#given = { ...this.#given, ...Object.fromEntries(given) };
	}

	takeBack(place: string, question: RowQuestion): void {
		const { [keyOf(place, question)]: _gone, ...rest } = this.#given;
		this.#given = rest;
	}

	restore(given: Readonly<Record<string, GivenAnswer>>): void {
		this.#given = given;
	}
}
