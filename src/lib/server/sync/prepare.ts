import { Id } from '#domain/kernel/id';
import { isInstant } from '#domain/kernel/instant';
import { Refusal, type Problem } from '#domain/kernel/problem';
import type { Change } from '#domain/protocol/change';
import { limits } from '#domain/protocol/protocol';
import { canonical, sha256 } from '#server/sync/canonical';

/** A change with what is known of it before anything is read. */
export interface Prepared {
	change: Change;
	/** Canonical JSON for the log; '{}' where the arguments are not fit to be kept. */
	args: string;
	/** Of name and arguments: the same intent has the same digest, whoever sends it and when. */
	digest: string;
	/** Ids the arguments mention, so that their rows are read at once. */
	mentions: string[];
	/** ID numbers the arguments bring, so that those nobody carries are known at once. */
	numbers: string[];
	/** Why it can be refused without looking any further. */
	unfit?: Problem;
}

export function prepare(change: Change): Prepared {
	let args: string;
	try {
		args = canonical(change.args);
	} catch (error) {
		if (!(error instanceof Refusal)) throw error;
		return unfit(change, 'unreadable', error.problem);
	}
	const bytes = Buffer.byteLength(args);
	const digest = sha256(`${change.name}\n${args}`);
	if (bytes > limits.changeBytes) {
		return unfit(change, digest, { code: 'change.too-large', bytes });
	}
	const texts = textsIn(change.args);
	const mentions = texts.filter((text) => ID.test(text));
	const numbers = texts.filter((text) => NUMBER.test(text));
	const prepared = { change, args, digest, mentions, numbers };
	if (!Id.safeParse(change.id).success) return { ...prepared, unfit: unfitPart('id', 'capitals') };
	// The author’s clock may be wrong by years, but it has to be a time.
	if (!isInstant(change.at)) return { ...prepared, unfit: unfitPart('at', 'not a time') };
	return prepared;
}

function unfitPart(path: string, reason: string): Problem {
	return { code: 'input.invalid', path, reason };
}

function unfit(change: Change, digest: string, problem: Problem): Prepared {
	return { change, args: '{}', digest, mentions: [], numbers: [], unfit: problem };
}

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const NUMBER = /^\d{17}[\dX]$/;

function textsIn(args: Change['args']): string[] {
	const own = Object.values(args);
	const nested = own.flatMap((value) =>
		typeof value === 'object' && value !== null ? Object.values(value) : []
	);
	return [...own, ...nested].filter((value): value is string => typeof value === 'string');
}
