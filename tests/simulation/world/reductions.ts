import { editMember } from '#domain/mutations/member/edit-member';
import { fieldOf, type FieldKey } from '#domain/model/member/fields';
import { editedKeys, type Member, type MemberEdits } from '#domain/model/member/member';
import { wayOf, waysFrom, withdrawal } from '#domain/model/member/reduction';
import type { Random } from '../ports/random';
import { tally } from '../tally';
import type { Action, Make } from './people';

/** Somebody reduces a member, restores one, or takes that back; several at once mean the same member. */
export function reducing(make: Make): Action {
	return (_simulation, tab, replica, random) => {
		const members = replica.held();
		if (members.length === 0) return;
		const shown = tab.form && random.chance(0.2) ? tab.form : random.hot(members);
		const back = withdrawal(shown);
		const edits = editedKeys(back).length > 0 && random.chance(0.4) ? back : goneBy(shown, random);
		if (editedKeys(edits).length === 0) return;
		tally(edits === back ? 'X-09 撤销减少' : 'X-09 党员减少');
		make(tab, replica, editMember, { id: shown.id, edits });
	};
}

/** What the form sends for one of the ways open to the record. */
function goneBy(shown: Member, random: Random): MemberEdits {
	const open = waysFrom(shown);
	if (open.length === 0) return {};
	const { status, asks, sets } = wayOf(random.pick(open));
	const typed = Object.entries({
		...sets,
		...Object.fromEntries(asks.map((key) => [key, answer(key, random)])),
		membershipStatus: status
	}) as [FieldKey, string][];
	return Object.fromEntries(
		typed
			.filter(([key, to]) => shown[key] !== to)
			.map(([key, to]) => [key, { from: shown[key] ?? '', to }])
	);
}

function answer(key: FieldKey, random: Random): string {
	if (key === 'leaveReason') return random.pick(['L1', 'L2']);
	const n = 1 + random.below(3);
	return fieldOf(key).kind === 'date' ? `2026-0${n}-0${n}` : `说明${n}`;
}
