import type { Planted } from './planted';

/** Mistakes in how two authors’ work is brought together, and in what happens when a member moves. */
export const mergeBugs: readonly Planted[] = [
	{
		id: 'M09',
		title: 'the later author by his own clock wins',
		file: 'src/lib/domain/mutations/member/with-edits.ts',
		edits: [
			[
				'		const stands = isTaken(key, edit, stored);',
				"		const stands = isTaken(key, edit, stored) || context.at > (before.trail.at(-1)?.at ?? '');"
			]
		]
	},
	{
		id: 'M10',
		title: 'the whole record is written, whatever others changed in it',
		file: 'src/lib/domain/mutations/member/with-edits.ts',
		edits: [
			['		const stands = isTaken(key, edit, stored);', "		const stands = key !== '';"],
			['		if (from === stored) continue;', "		if (from === stored || key !== '') continue;"]
		]
	},
	{
		id: 'M11',
		title: 'a conflict does not keep the value that lost',
		file: 'src/lib/domain/mutations/member/with-edits.ts',
		edits: [
			[
				'	const [kept, other] = stands ? [mine, theirs] : [theirs, mine];',
				'	const [kept, other] = stands ? [mine, mine] : [theirs, theirs];'
			]
		]
	},
	{
		id: 'M12',
		title: 'who loses sight of a row is not told',
		file: 'src/lib/server/sync/sight-book.ts',
		edits: [['				if (!seeNow.includes(org)) this.#set(', '				if (org === id) this.#set(']]
	},
	{
		id: 'M16',
		title: 'a late edit of a member who moved is dropped',
		file: 'src/lib/domain/mutations/member/propose-late.ts',
		edits: [
			[
				'	const proposals = [...member.proposals, proposal];',
				'	const proposals = [...member.proposals];'
			]
		]
	},
	{
		id: 'M17',
		title: 'a late edit is written into the new branch’s record',
		file: 'src/lib/domain/mutations/member/edit-member.ts',
		edits: [
			[
				"		const before = await tx.get('member', id);",
				"		const before = await tx.everywhere.get('member', id);"
			]
		]
	},
	{
		id: 'M18',
		title: 'a move is made from wherever the member is',
		file: 'src/lib/domain/mutations/member/move-member.ts',
		edits: [['		if (member.branchId !== from) refuse', "		if (from === '') refuse"]]
	},
	{
		id: 'M20',
		title: 'a withdrawn record is edited as if it stood',
		file: 'src/lib/domain/mutations/member/edit-member.ts',
		edits: [['		if (before.retracted) refuse', "		if (before.id === '') refuse"]]
	},
	{
		id: 'M21',
		title: 'a value written while somebody merged two records is dropped',
		file: 'src/lib/domain/mutations/member/united.ts',
		edits: [
			[
				'		else conflicts.push(conflictOver(after, from, key, context));',
				'		else gaveWay[key] = theirs;'
			]
		]
	},
	{
		id: 'M44',
		title: 'two records merged both ways round point at each other',
		file: 'src/lib/domain/mutations/member/merge-member.ts',
		edits: [
			['		const survivor = await survivorOf(tx, asked);', '		const survivor = asked;'],
			[
				'		if ((await survivorOf(tx, other)).id === survivor.id) {',
				'		if ((await survivorOf(tx, other)).id === into && !asked.merged) {'
			]
		]
	},
	{
		id: 'M43',
		title: 'a late edit of a record that was merged away is lost on its stub',
		file: 'src/lib/domain/mutations/member/edit-member.ts',
		edits: [['		if (before.merged) return ', "		if (before.id === '') return "]]
	},
	{
		id: 'M41',
		title: 'the facts of a 党籍状态 that does not stand are written all the same',
		file: 'src/lib/domain/mutations/member/with-edits.ts',
		edits: [['		if (facts?.[key] !== undefined) {', "		if (key === '') {"]]
	},
	{
		id: 'M42',
		title: 'whoever takes another 党籍状态 leaves the facts of the one in its place',
		file: 'src/lib/domain/mutations/member/settle-conflict.ts',
		edits: [
			[
				'(isDisplaced && withdrawal(before))',
				"(kept.value === '' && isDisplaced && withdrawal(before))"
			]
		]
	}
];
