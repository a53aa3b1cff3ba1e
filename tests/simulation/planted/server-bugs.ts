import type { Planted } from './planted';

/** Mistakes on the server and in the mutations both sides run. */
export const serverBugs: readonly Planted[] = [
	{
		id: 'M01',
		title: 'a change sent again is made again',
		file: 'src/lib/server/sync/accept.ts',
		edits: [['	if (!line) return undefined;\n', '	if (!line || line.digest) return undefined;\n']]
	},
	{
		id: 'M02',
		title: 'a used id is answered without looking at what it meant',
		file: 'src/lib/server/sync/accept.ts',
		edits: [
			['	if (line.digest === digest) return line.verdict;', '	if (digest) return line.verdict;']
		]
	},
	{
		id: 'M03',
		title: 'verdicts are told although the commit failed',
		file: 'src/lib/server/sync/handle-sync.ts',
		edits: [
			[
				'	const accepted = await transact(app.db, async (trx) => {',
				'	let early: Awaited<ReturnType<typeof acceptAll>> | undefined;\n	const accepted = await transact(app.db, async (trx) => {'
			],
			[
				'		const result = await acceptAll(trx, principal, changes, at);',
				'		const result = await acceptAll(trx, principal, changes, at);\n		early = result;'
			],
			[
				'		return result;\n	});',
				'		return result;\n	}).catch((error: unknown) => {\n		if (!early) throw error;\n		return early;\n	});'
			]
		]
	},
	{
		id: 'M07',
		title: 'the page begins at the cursor instead of after it',
		file: 'src/lib/server/sync/pull.ts',
		edits: [["where('sight.clock', '>', cursor)", "where('sight.clock', '>=', cursor)"]]
	},
	{
		id: 'M13',
		title: 'the scope is not part of the query',
		file: 'src/lib/server/sync/pull.ts',
		edits: [
			[
				"		.where('sight.org_id', '=', orgId)",
				"		.where('sight.org_id', '=', orgId === '' ? orgId : campus)"
			]
		]
	},
	{
		id: 'M14',
		title: 'organisations are compared by the beginning of their id',
		file: 'src/lib/domain/model/org/tree.ts',
		edits: [
			[
				'	return org.path.includes(`/${ancestorId}/`);',
				'	return org.path.includes(`/${ancestorId.slice(0, -1)}`);'
			]
		]
	},
	{
		id: 'M27',
		title: 'a session that was ended goes on',
		file: 'src/lib/server/session/session.ts',
		edits: [
			[
				"	await trx.deleteFrom('session').where('account', '=', account).execute();",
				"	await trx.deleteFrom('session').where('account', '=', `${account}?`).execute();"
			]
		]
	},
	{
		id: 'M31',
		title: 'a restored server is taken for the same one',
		file: 'src/lib/server/backup/new-epoch.ts',
		edits: [['.set({ epoch: randomUUID() })', ".set((eb) => ({ epoch: eb.ref('epoch') }))"]]
	},
	{
		id: 'X33',
		title: 'a database that was set back without a word is taken for the same one',
		file: 'src/lib/server/sync/set-back.ts',
		edits: [['	if (epoch !== head.epoch) return true;', '	if (epoch) return true;']]
	},
	{
		id: 'M33',
		title: 'the change stands although its log line failed',
		file: 'src/lib/server/sync/accept.ts',
		edits: [
			[
				"trx.insertInto('change_log').values(piece));",
				"trx.insertInto('change_log').values(piece)).catch(() => undefined);"
			]
		]
	},
	{
		id: 'X21',
		title: 'a page splits a clock value',
		file: 'src/lib/server/sync/pull.ts',
		edits: [
			[
				'	if (rows.length < most || last === undefined) return rows;',
				'	if (rows.length <= most || last === undefined) return rows;'
			]
		]
	},
	{
		id: 'X22',
		title: 'the cursor of a page with more to come runs ahead',
		file: 'src/lib/server/sync/pull.ts',
		edits: [['		cursor: more ? last : clock.value,', '		cursor: clock.value,']]
	},
	{
		id: 'X24',
		title: 'rows of a scope are counted twice',
		file: 'src/lib/server/sync/sight-book.ts',
		edits: [['				growth.total -= 1;', '				growth.total -= seeNow.includes(org) ? 0 : 1;']]
	},
	{
		id: 'X25',
		title: 'log lines are not chained to each other',
		file: 'src/lib/server/sync/accept.ts',
		edits: [['		prev = whole.hash;\n', '']]
	},
	{
		id: 'X26',
		title: 'changes of one batch share a clock value',
		file: 'src/lib/server/sync/accept.ts',
		edits: [
			[
				'		result.clock = fresh.verdict.clock ?? result.clock;',
				'		result.clock = Math.max(start.value + 1, (fresh.verdict.clock ?? 0) - 1);'
			]
		]
	},
	{
		id: 'X27',
		title: 'a branch may write in another',
		file: 'src/lib/domain/mutations/mutation.ts',
		edits: [['home !== undefined && covers(orgId, home)', "home !== undefined && orgId !== ''"]]
	},
	{
		id: 'X28',
		title: 'an import is undone over what somebody changed since',
		file: 'src/lib/domain/mutations/member/retract-member.ts',
		edits: [
			[
				'		if (member.importedBy !== importedBy || !isAsImported(member))',
				"		if (member.retracted === '1')"
			]
		]
	},
	{
		id: 'X29',
		title: 'the first bad change of a batch stops the others for ever',
		file: 'src/lib/server/sync/accept.ts',
		edits: [
			[
				'		result.verdicts.push(fresh.verdict);\n		judged.push(fresh);',
				"		if (fresh.verdict.verdict === 'refused') break;\n		result.verdicts.push(fresh.verdict);\n		judged.push(fresh);"
			]
		]
	},
	{
		id: 'X30',
		title: 'a row is stored under a clock it did not get',
		file: 'src/lib/server/sync/judge.ts',
		edits: [['	buffer.accept(clock);', '	buffer.accept(clock + 1);']]
	},
	{
		id: 'X31',
		title: 'of two records with one ID number only the later one is told',
		file: 'src/lib/domain/mutations/member/tell-carriers.ts',
		edits: [['if (isCrowd && !changed', 'if (!isCrowd && !changed']]
	},
	{
		id: 'X32',
		title: 'a number that was given up stays said',
		file: 'src/lib/domain/mutations/member/tell-carriers.ts',
		edits: [["		if (old !== '') numbers.add(old);\n", '']]
	}
];
