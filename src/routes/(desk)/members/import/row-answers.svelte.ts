import type { RowQuestion } from '#domain/roster/report';

/** An answer with its question, kept so that it can be read and changed after the row went in order. */
export interface GivenAnswer {
	row: number;
	question: RowQuestion;
	value: string;
}

const keyOf = (row: number, { field }: Pick<RowQuestion, 'field'>) => `${row}:${field}`;

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
	of(row: number): GivenAnswer[] {
		return Object.values(this.#given).filter((answer) => answer.row === row);
	}

	give(answers: readonly GivenAnswer[]): void {
		const given = answers.map((answer) => [keyOf(answer.row, answer.question), answer] as const);
		this.#given = { ...this.#given, ...Object.fromEntries(given) };
	}

	takeBack(row: number, question: RowQuestion): void {
		const { [keyOf(row, question)]: _gone, ...rest } = this.#given;
		this.#given = rest;
	}

	restore(given: Readonly<Record<string, GivenAnswer>>): void {
		this.#given = given;
	}
}
