import type { Problem } from '#domain/kernel/problem';
import type { Change } from '#domain/protocol/change';
import type { Verdict } from '#domain/protocol/protocol';
import type { Trx } from '#server/db/schema';

interface KnownLine {
	account: string;
	digest: string;
	verdict: Verdict;
}

/** What the log already says of the ids of a batch, and of the changes judged in it so far. */
export class PriorVerdicts {
	readonly #lines = new Map<string, KnownLine[]>();

	add(line: KnownLine): void {
		const { id } = line.verdict;
		this.#lines.set(id, [...(this.#lines.get(id) ?? []), line]);
	}

	/** The line that binds the account: its own. So nobody can spoil an id that another is going to use. */
	own(id: string, account: string): KnownLine | undefined {
		return this.#lines.get(id)?.find((line) => line.account === account);
	}

	/** The very same change, applied as another account’s. */
	sameOfOthers(id: string, digest: string): KnownLine | undefined {
		return this.#lines
			.get(id)
			?.find((line) => line.digest === digest && line.verdict.verdict === 'applied');
	}
}

export async function priorVerdicts(
	trx: Trx,
	campus: string,
	changes: readonly Change[]
): Promise<PriorVerdicts> {
	const found = await trx
		.selectFrom('change_log')
		.select(['change_id', 'account', 'digest', 'verdict', 'clock', 'at_server', 'problem'])
		.where('campus', '=', campus)
		.where(
			'change_id',
			'in',
			changes.map((change) => change.id)
		)
		.execute();
	const known = new PriorVerdicts();
	for (const line of found) {
		const { change_id: id, account, digest, at_server: at } = line;
		const verdict: Verdict =
			line.verdict === 'applied'
				? { id, verdict: 'applied', clock: line.clock ?? 0, at }
				: { id, verdict: 'refused', at, problem: JSON.parse(line.problem ?? '{}') as Problem };
		known.add({ account, digest, verdict });
	}
	return known;
}
