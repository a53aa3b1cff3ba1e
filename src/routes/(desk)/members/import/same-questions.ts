import type { RosterReport, RosterRow, RowQuestion } from '#domain/features/roster/report';
import type { GivenAnswer } from './row-answers.svelte';

/** Questions whose answer is a proposal of each row’s own; the others are the same for equal cells. */
const proposed: ReadonlySet<string> = new Set([
	'id-15',
	'date-serial',
	'date-hidden',
	'date-zone',
	'date-order'
]);

/**
 * Which rows ask the same: by question, field, cell and what is proposed for it, or by question and
 * field where each row has a proposal of its own.
 */
export class SameQuestions {
	readonly #rows = new Map<string, { row: RosterRow; question: RowQuestion }[]>();

	constructor(report: RosterReport | undefined) {
		for (const row of report?.rows ?? []) {
			for (const question of row.ask) {
				const key = keyOf(question);
				const group = this.#rows.get(key);
				if (group) group.push({ row, question });
				else this.#rows.set(key, [{ row, question }]);
			}
		}
	}

	count(question: RowQuestion): number {
		return this.#rows.get(keyOf(question))?.length ?? 0;
	}

	/** The same answer for all of them; where each row proposes, its own proposal. */
	answers(question: RowQuestion, value: string): GivenAnswer[] {
		return (this.#rows.get(keyOf(question)) ?? []).flatMap(({ row, question: asked }) => {
			const own = proposes(question) ? asked.propose : value;
			return own ? [{ place: row.place, question: asked, value: own }] : [];
		});
	}
}

export function proposes({ question }: RowQuestion): boolean {
	return proposed.has(question);
}

function keyOf(question: RowQuestion): string {
	const { question: kind, field, given, propose } = question;
	return JSON.stringify(proposes(question) ? [kind, field] : [kind, field, given, propose ?? '']);
}
