import type { FieldKey } from '#domain/model/member/fields';
import { differencesOf, mergeChoice } from '#domain/mutations/member/merge-choice';
import { mergeMember } from '#domain/mutations/member/merge-member';
import { unmergeMember } from '#domain/mutations/member/unmerge-member';
import { tally } from '../tally';
import type { Action, Make } from './people';

/** Somebody makes one record of two, be it that they share a number or that he believes so. */
export function merging(make: Make): Action {
	return (_simulation, tab, replica, random) => {
		const members = replica.members();
		if (members.length < 2) return;
		const into = random.hot(members);
		const doubles = replica.context().sameIdNumber(into);
		const others = members.filter(({ id }) => id !== into.id);
		const from = random.pick(doubles.length > 0 && random.chance(0.6) ? doubles : others);
		const taken = new Set<FieldKey>();
		for (const { key } of differencesOf(into, from)) {
			// A file’s rows are told apart by their numbers (C-10), so those stay.
			if (key !== 'idNumber' && random.chance(0.4)) taken.add(key);
		}
		tally('X-08 two records of one person merged');
		make(tab, replica, mergeMember, mergeChoice(into, from, [...taken]));
	};
}

export function unmerging(make: Make): Action {
	return (_simulation, tab, replica, random) => {
		const gone = replica.everyMember().filter(({ merged }) => merged !== undefined);
		if (gone.length === 0) return;
		tally('X-08 merge taken back');
		make(tab, replica, unmergeMember, { id: random.pick(gone).id });
	};
}
