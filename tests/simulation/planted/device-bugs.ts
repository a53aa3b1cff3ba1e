import type { Planted } from './planted';

/** Mistakes on the device: store and sync. */
export const deviceBugs: readonly Planted[] = [
	{
		id: 'M04',
		title: 'the device drops what it sent when no answer comes',
		file: 'src/lib/sync/loop/sync-once.ts',
		edits: [
			[
				"	if (answer.kind !== 'ok') return answer;\n	const reply",
				`	if (answer.kind !== 'ok') {
		for (const { id } of changes) {
			await replica.refuseHere(id, problemOf(400));
			await replica.discard(id);
		}
		return answer;
	}
	const reply`
			]
		]
	},
	{
		id: 'M05',
		title: 'the device drops a change on a 413 or 422',
		file: 'src/lib/sync/loop/sync-once.ts',
		edits: [['	return refused.ok ? ', '	await replica.discard(change.id);\n	return refused.ok ? ']]
	},
	{
		id: 'M06',
		title: 'the cursor is written before the page it belongs to',
		file: 'src/lib/store/replica/intake.ts',
		edits: [
			[
				'		if (rows.length < PACKED_FROM || ',
				"		await this.#ports.write({ kind: 'reply', verdicts, rows: [], state: next });\n		if (rows.length < PACKED_FROM || "
			]
		]
	},
	{
		id: 'M22',
		title: 'the lead is not given back when a tab locks',
		file: 'src/lib/sync/loop/sync-loop.ts',
		edits: [["			this.#stop.signal.addEventListener('abort', () => release(), { once: true });\n", '']]
	},
	{
		id: 'M23',
		title: 'a full disk is taken for a success',
		file: 'src/lib/store/disk/durable.ts',
		edits: [
			[
				"		if (problem.code !== 'storage.lost') return { ok: false, problem };",
				"		if (problem.code !== 'storage.lost') return { ok: true, value: 0 as T };"
			]
		]
	},
	{
		id: 'M25',
		title: 'the device strips fields it does not know',
		file: 'src/lib/store/replica/every-field.ts',
		edits: [
			[
				'	if (keys.every(',
				'	member = Object.fromEntries(keys.map((key) => [key, member[key]])) as never;\n	if (keys.every('
			]
		]
	},
	{
		id: 'M29',
		title: 'the nonce comes from a counter in memory',
		file: 'src/lib/store/disk/seal.ts',
		edits: [
			[
				'	const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES));',
				'	const iv = new Uint8Array(IV_BYTES);\n	new DataView(iv.buffer).setUint32(0, (counter = (counter + 1) % 64));'
			],
			['function dataOf(', 'let counter = 0;\n\nfunction dataOf(']
		]
	},
	{
		id: 'M30',
		title: 'the seal does not bind the place of a record',
		file: 'src/lib/store/disk/seal.ts',
		edits: [['sealedPlace(account, table, id)', "sealedPlace(account, table, '')"]]
	},
	{
		id: 'M32',
		title: 'acknowledged changes are forgotten with the next fold',
		file: 'src/lib/store/replica/compaction.ts',
		edits: [
			["entry: { kind: 'folded', kept, sent },", "entry: { kind: 'folded', kept, sent: [] },"]
		]
	},
	{
		id: 'M34',
		title: 'a failed round is tried again at once, for ever',
		file: 'src/lib/sync/loop/schedule.ts',
		edits: [
			[
				'			return SECOND + random() * Math.min(BACKOFF_MOST, SECOND * 2 ** Math.min(failures, 10));',
				'			return 0 * BACKOFF_MOST * failures;'
			]
		]
	},
	{
		id: 'M35',
		title: 'an import draws new ids with every try',
		file: 'src/lib/domain/features/roster/row-id.ts',
		edits: [
			[
				"	const roundHex = round.toString(16).padStart(2, '0');",
				"	const roundHex = ((tries = (tries + 1) % 256) + round).toString(16).slice(-2).padStart(2, '0');"
			],
			['export function rowId(', 'let tries = 0;\n\nexport function rowId(']
		]
	},
	{
		id: 'M37',
		title: '“saved” is told before the commit',
		file: 'src/lib/store/replica/batch.ts',
		edits: [
			[
				'		const written = await engine.write(entry, [], beside);',
				'		void engine.write(entry, [], beside);\n		const written: Result<void> = { ok: true, value: undefined };'
			]
		]
	},
	{
		id: 'M38',
		title: 'a change lies on the disk in clear as well',
		file: 'src/lib/store/disk/disk.ts',
		edits: [['db.journal.add({ id, sealed })', 'db.journal.add({ id, sealed, entry } as never)']]
	},
	{
		id: 'X02',
		title: 'a reply clears the whole outbox, not only what it judges',
		file: 'src/lib/store/replica/outbox.ts',
		edits: [
			[
				'			const after = judge(one, byId.get(one.change.id));',
				"			if (byId.size > 0 && !byId.has(one.change.id) && one.state === 'waiting') continue;\n			const after = judge(one, byId.get(one.change.id));"
			]
		]
	},
	{
		id: 'X03',
		title: 'a refused change vanishes from its author’s device',
		file: 'src/lib/store/replica/outbox.ts',
		edits: [
			[
				'			const after = judge(one, byId.get(one.change.id));',
				"			const after = judge(one, byId.get(one.change.id));\n			if (after.state === 'refused') continue;"
			]
		]
	},
	{
		id: 'X04',
		title: 'a fold forgets the changes that still wait',
		file: 'src/lib/store/replica/compaction.ts',
		edits: [
			["entry: { kind: 'folded', kept, sent },", "entry: { kind: 'folded', kept: [], sent },"]
		]
	},
	{
		id: 'X05',
		title: 'a fold overwrites what another tab folded',
		file: 'src/lib/store/disk/disk.ts',
		edits: [
			[
				'				if (!last || !asKnown) return false;\n				await db.pack.bulkDelete([...old]);',
				'				await db.pack.clear();\n				if (!asKnown) await db.journal.clear();'
			]
		]
	},
	{
		id: 'X06',
		title: 'a tab does not read what another one wrote before it',
		file: 'src/lib/store/replica/engine.ts',
		edits: [['		if (appended.value !== this.#seen + 1) return this.follow();\n', '']]
	},
	{
		id: 'X07',
		title: 'the wait a server asks for is not honoured',
		file: 'src/lib/sync/loop/sync-loop.ts',
		edits: [
			['		if (this.#waitLeft > 0) {', '		if (this.#waitLeft < 0) {'],
			['		const wait = Math.max(ms, this.#waitLeft);', '		const wait = ms;']
		]
	},
	{
		id: 'X08',
		title: 'a clock that is set back makes a short wait a long one',
		file: 'src/lib/sync/loop/sync-loop.ts',
		edits: [['		return now < waitFrom ? 0 : Math', '		return now < waitFrom - Infinity ? 0 : Math']]
	},
	{
		id: 'X09',
		title: 'findings about peers are not derived anew',
		file: 'src/lib/store/replica/view.ts',
		edits: [['			this.#forgetPeersOf(after);\n', '']]
	},
	{
		id: 'X10',
		title: 'writes are not strict: a power cut takes them back',
		file: 'src/lib/store/disk/db.ts',
		edits: [["chromeTransactionDurability: 'strict'", "chromeTransactionDurability: 'relaxed'"]]
	},
	{
		id: 'X11',
		title: 'a damaged record is skipped without a word',
		file: 'src/lib/store/replica/engine.ts',
		edits: [
			[
				'		if (packs.length + entries.length > 0 || stateLost) {',
				'		if (packs.length + entries.length < 0 && stateLost) {'
			]
		]
	},
	{
		id: 'X12',
		title: 'changes made during an exchange are thought sent',
		file: 'src/lib/store/replica/outbox.ts',
		edits: [
			[
				'	if (!verdict) return one;',
				"	if (!verdict) return one.seq % 7000 === 0 ? { ...one, state: 'applied', clock: 1 } : one;"
			]
		]
	},
	{
		id: 'X40',
		title: 'what is typed waits for a quiet minute before it is kept',
		file: 'src/lib/store/drafts/draft-home.ts',
		edits: [['const KEEP_WITHIN = 400;', 'const KEEP_WITHIN = 60_000;']]
	},
	{
		id: 'X41',
		title: 'a draft is deleted before its change is written',
		file: 'src/lib/store/drafts/draft-home.ts',
		edits: [
			[
				'			const made = await work(move);\n',
				'			await this.#shelf.move({ ...move, put: [] });\n			const made = await work(move);\n'
			]
		]
	},
	{
		id: 'X42',
		title: 'a lock forgets memory without a look at the disk',
		file: 'src/lib/store/replica/storage-state.ts',
		edits: [['(await this.look()).ok || (await anew()).ok', 'true']]
	}
];
