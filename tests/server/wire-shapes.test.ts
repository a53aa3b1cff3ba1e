import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isKnownCode } from '#domain/codes/is-known-code';
import { codeTables } from '#domain/codes/registry';
import { fields } from '#domain/model/member/fields';
import { lists } from '#domain/model/member/lists';
import {
	refuseUnfit,
	refuseUnfitEntry,
	refuseUnfitValues
} from '#domain/mutations/member/refuse-unfit';
import type { Change } from '#domain/protocol/change';
import { PROTOCOL, type Verdict } from '#domain/protocol/protocol';
import { mutations } from '#domain/mutations/registry';
import { openApp } from '#server/app';
import { handleSync } from '#server/sync/handle-sync';
import { Caller } from '../support/api';
import {
	admission,
	anOrg,
	branch,
	campus,
	faculty,
	otherBranch,
	root,
	uuid
} from '../support/device';
import { argsOf, idsNamed } from '../support/every-mutation';
import { goodFor, hostileTo } from '../support/hostile-values';
import { RealHttp } from '../support/real-http';
import { aRequest, aServer, suiteEngine, type TestServer } from '../support/server';
import { soundMember } from '../support/sound-member';

/**
 * What a form refuses the wire refuses: every field of the catalogue and every item of its lists with
 * every value that its kind may not hold, by whatever mutation it comes.
 */
const PASSWORD = 'Harbour-lights-27-quiet';
const secretary = `u${branch.code}`;
const committee = `a${faculty.code}`;
const orgs = [...campus, anOrg('far', '611', root)];
const member = soundMember({ id: uuid('m1'), branchId: branch.id });
const other = soundMember({ id: uuid('m2'), branchId: branch.id });
const at = '2026-11-24T06:00:00.000Z';

let server: TestServer;
beforeAll(async () => {
	server = await aServer({ orgs });
	await server.put(['member', member], ['member', other]);
	for (const name of [secretary, committee]) await server.account(name, PASSWORD);
});
afterAll(() => server.close());

let serial = 0;
const changeOf = (name: string, args: Change['args'], over: Partial<Change> = {}): Change => ({
	...{ id: uuid(`w${++serial}`), name, args, at },
	...over
});

async function push(account: string, ...changes: Change[]): Promise<Verdict[]> {
	const verdicts: Verdict[] = [];
	for (let from = 0; from < changes.length; from += 500)
		verdicts.push(...(await server.push(account, ...changes.slice(from, from + 500))).verdicts);
	return verdicts;
}

/** Each of them is refused for its form, and the place is named. */
function expectUnfit(verdicts: readonly Verdict[], sent: readonly [why: string, path: string][]) {
	const told = verdicts.map(({ verdict, problem }, n) => [sent[n]![0], verdict, problem]);
	expect(told).toEqual(
		sent.map(([why, path]) => [
			why,
			'refused',
			{ code: 'input.invalid', path, reason: expect.any(String) }
		])
	);
}

describe.each(fields.map((field) => [field.key, field] as const))('%s', (key, field) => {
	const hostile = hostileTo(field);

	test('补录 and import', async () => {
		const changes = hostile.map(([, value], n) => {
			const { values } = admission(n, { [key]: value });
			return changeOf('member.admit', { id: uuid(`a${n}`), values, imported: n % 2 === 0 });
		});
		const paths = hostile.map(([why]): [string, string] => [why, `values.${key}`]);
		expectUnfit(await push(secretary, ...changes), paths);
	});

	test.skipIf(key === 'branchId')(
		'保存 and 合并, and edits of who held the record once',
		async () => {
			const edits = hostile.map(([, to]) =>
				changeOf('member.edit', { id: member.id, edits: { [key]: { from: '', to } } })
			);
			const paths = hostile.map(([why]): [string, string] => [why, `edits.${key}.to`]);
			expectUnfit(await push(secretary, ...edits), paths);
			// Before anybody asks whose the record is.
			expectUnfit(
				await push(`u${otherBranch.code}`, ...edits.map(({ name, args }) => changeOf(name, args))),
				paths
			);
			const merges = hostile.map(([, to]) =>
				changeOf('member.merge', {
					...{ into: member.id, from: other.id, keep: {}, photo: null },
					take: { [key]: { from: '', to } }
				})
			);
			expectUnfit(
				await push(secretary, ...merges),
				hostile.map(([why]) => [why, `take.${key}.to`])
			);
		}
	);
});

describe.each(
	lists.flatMap((list) =>
		list.fields.map((field) => [`${list.key}.${field.key}`, list, field] as const)
	)
)('%s', (_name, list, field) => {
	test('新增 and 编辑 of a row', async () => {
		const hostile = hostileTo(field);
		const changes = hostile.map(([, to], n) =>
			changeOf('member.entry.put', {
				...{ memberId: member.id, list: list.key, entryId: uuid(`e${n}`) },
				edits: { [field.key]: { from: '', to } }
			})
		);
		const paths = hostile.map(([why]): [string, string] => [why, `edits.${field.key}.to`]);
		expectUnfit(await push(secretary, ...changes), paths);
	});
});

test('nothing of it was written', async () => {
	const rows = await server.pullAll(secretary);
	const members = rows.filter(([table]) => table === 'member').map(([, , , row]) => row);
	expect(members).toEqual([member, other]);
});

/** Every code of its table, or values that its kind may hold. */
function choicesOf(field: Parameters<typeof goodFor>[0]): readonly string[] {
	const { table } = field as { table?: keyof typeof codeTables };
	return table ? codeTables[table].choices.map(({ code }) => code) : goodFor(field);
}

test('what everybody may write is taken, in every field', () => {
	const codes = { isCode: isKnownCode };
	for (const field of fields) {
		const { key } = field;
		for (const value of ['', ...choicesOf(field)]) {
			if (key === 'branchId') continue;
			const edits = { [key]: { from: 'Jose\u0301\t2021-02-30', to: value } };
			const name = `${key} ${value}`;
			expect(() => refuseUnfit(edits, undefined, 'edits', codes), name).not.toThrow();
			expect(() => refuseUnfitValues({ [key]: value }, codes), name).not.toThrow();
		}
	}
	for (const list of lists) {
		for (const field of list.fields) {
			for (const to of ['', ...choicesOf(field)]) {
				const edits = { [field.key]: { from: 'x', to } };
				const name = `${field.key} ${to}`;
				expect(() => refuseUnfitEntry(list.key, edits, undefined, codes), name).not.toThrow();
			}
		}
	}
});

test('[S-5] what was stored before the shapes is still replaced, merged and removed', async () => {
	const old = {
		nativePlace: 'Jose\u0301',
		joinDate: '2005-06',
		techPost: 'vip',
		remark: '一\t二\r\n三',
		studyMode: ' 全日制 '
	};
	const row = { approvedOn: '2021-02-30', approvedBy: '甲\t乙', removed: '' };
	const entries = { rewards: { [uuid('r1')]: row } };
	const [id, from] = [uuid('old'), uuid('old2')];
	await server.put(
		['member', soundMember({ id, branchId: branch.id, ...old, entries } as never)],
		['member', soundMember({ id: from, branchId: branch.id, ...old })]
	);
	const seen = { ...Object.fromEntries(list('rewards').map((key) => [key, ''])), ...row };
	const { removed: _, ...values } = seen;
	const verdicts = await push(
		secretary,
		changeOf('member.edit', {
			id,
			edits: {
				nativePlace: { from: old.nativePlace, to: 'José' },
				techPost: { from: old.techPost, to: '12' },
				remark: { from: old.remark, to: '' },
				studyMode: { from: old.studyMode, to: '全日制' }
			}
		}),
		changeOf('member.entry.put', {
			...{ memberId: id, list: 'rewards', entryId: uuid('r1') },
			edits: { approvedOn: { from: row.approvedOn, to: '2021-02-28' } }
		}),
		changeOf('member.entry.remove', {
			...{ memberId: id, list: 'rewards', entryId: uuid('r1') },
			seen: { ...values, approvedOn: '2021-02-28' }
		}),
		changeOf('member.merge', {
			...{ into: id, from, photo: null },
			take: { nativePlace: { from: 'José', to: old.nativePlace } },
			keep: { studyMode: old.studyMode }
		})
	);
	expect(verdicts.map(({ verdict, problem }) => problem ?? verdict)).toEqual([
		'applied',
		'applied',
		'applied',
		'applied'
	]);
	// 撤销 puts back what its history says; what it never held has to fit.
	const put = (to: string) =>
		changeOf('member.edit', { id, edits: { techPost: { from: '12', to } } });
	const back = await push(secretary, put('VIP'), put(old.techPost));
	expect(back.map(({ verdict }) => verdict)).toEqual(['refused', 'applied']);
});

test('[S-7] a proposal of before the shapes is adopted or declined like any other', async () => {
	const id = uuid('prop');
	const proposals = ['一\t二', 'Jose\u0301'].map((to, n) => ({
		...{ id: uuid(`p${n}`), departureId: '', change: uuid(`p${n}`), by: 'u1', device: '', at },
		...{ edits: { remark: { from: '', to } }, outcome: 'waiting' as const }
	}));
	await server.put(['member', soundMember({ id, branchId: branch.id, proposals })]);
	const verdicts = await push(
		secretary,
		...proposals.map(({ id: proposalId }, n) => {
			const outcome = n === 0 ? 'adopted' : 'declined';
			return changeOf('proposal.decide', { memberId: id, proposalId, outcome, saw: {} });
		})
	);
	expect(verdicts.map(({ verdict, problem }) => problem ?? verdict)).toEqual([
		'applied',
		'applied'
	]);
	const rows = await server.pullAll(secretary);
	expect(rows.find(([, one]) => one === id)?.[3]).toMatchObject({ remark: '一\t二' });
});

function list(key: string): string[] {
	return lists.find((one) => one.key === key)!.fields.map((field) => field.key);
}

describe('beside the catalogue', () => {
	const ids = idsNamed('ids');
	test.each([...mutations.keys()])('%s takes no id in capitals', async (name) => {
		const args = argsOf[name]!(ids);
		const text = JSON.stringify(args);
		const found = new Set(text.match(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g)!);
		for (const id of found) {
			// With letters in it: figures alone are the same in capitals.
			const upper = id.replace('00000000-', '0000ABCD-');
			const sent = JSON.parse(text.replaceAll(id, upper)) as Change['args'];
			const [verdict] = await push(committee, changeOf(name, sent));
			expect([verdict?.verdict, verdict?.problem?.code], id).toEqual(['refused', 'input.invalid']);
		}
	});

	const text = ['NUL \0', 'half \ud800', 'Jose\u0301', 'bell \u0007', '\u202eturned', 'two\nlines'];
	const name = [...text, ' 示例支部', '示例支部 ', '示例\u200b支部', '支'];
	const org = { id: uuid('neworg'), code: '990000000321', type: '631', parentId: faculty.id };
	const names = { fullName: '示例新支部', shortName: '新支部' };

	test.each([
		['code', ['', 'vip', '12345', '９９００００００００１２', '990000000321\n', '1'.repeat(21)]],
		['type', ['', 'vip', '631 ']],
		['fullName', [...name, '长'.repeat(101)]],
		['shortName', [...name, '长'.repeat(51)]]
	])('the %s of an organisation', async (key, values) => {
		const changes = values.map((value) => changeOf('org.add', { ...org, ...names, [key]: value }));
		expectUnfit(
			await push(committee, ...changes),
			values.map((why) => [why, key])
		);
	});

	test('names of columns in the line of an export, words of a report and of a mark', async () => {
		const columns = text.map((one) =>
			changeOf('roster.export', { ...argsOf['roster.export']!(ids), columns: [one] })
		);
		expectUnfit(
			await push(committee, ...columns),
			text.map((why) => [why, 'columns.0'])
		);
		const unfit = [...text.filter((one) => one !== 'two\nlines'), '𠮷'.repeat(501)];
		const words = unfit.map((one) =>
			changeOf('report.answer', { ...argsOf['report.answer']!(ids), text: one })
		);
		expectUnfit(
			await push(committee, ...words),
			unfit.map((why) => [why, 'text'])
		);
		for (const [name, key] of [
			['member.flag', 'reason'],
			['member.unflag', 'text']
		] as const) {
			const marks = unfit.map((one) => changeOf(name, { ...argsOf[name]!(ids), [key]: one }));
			expectUnfit(
				await push(committee, ...marks),
				unfit.map((why) => [why, key])
			);
		}
	});

	test('a change in capitals, or made at no time, is refused alone (S-10)', async () => {
		const edit = (to: string) => ({ id: member.id, edits: { major: { from: '', to } } });
		const times = [
			'',
			'yesterday',
			'2026-11-24',
			'2026-11-24 06:00:00',
			'2026-11-24T06:00:00',
			'2026-11-24T06:00:00.000Z (<img src=x>)',
			'2026-02-30T06:00:00.000Z',
			'2026-11-24T24:00:00.000Z',
			'2026-11-24T06:00:60.000Z',
			'2026-11-24T06:00:00,000Z',
			'2026-11-24T06:00:00.000+0800',
			'２026-11-24T06:00:00.000Z',
			'+002026-11-24T06:00:00.000Z'
		];
		const changes = [
			changeOf('member.edit', edit('甲'), { id: uuid('caps').replace('8000', 'A000') }),
			...times.map((time) => changeOf('member.edit', edit('乙'), { at: time }))
		];
		const sound = changeOf('member.edit', edit('丙'), { at: '2026-11-24T14:00:00+08:00' });
		const verdicts = await push(secretary, ...changes, sound);
		expectUnfit(verdicts.slice(0, -1), [
			['id', 'id'],
			...times.map((time): [string, string] => [time, 'at'])
		]);
		expect(verdicts.at(-1)?.verdict).toBe('applied');
	});

	test('device names, epochs and set-up', async () => {
		const caller = new Caller(server);
		expect(await caller.signIn(secretary, PASSWORD, uuid('phone'))).toBe(200);
		for (const odd of [
			...text.filter((one) => one !== 'Jose\u0301'),
			'',
			' ',
			'\u200b',
			'长'.repeat(61)
		]) {
			const response = await caller.json('POST', '/api/devices', { name: odd });
			expect(response.status, odd).toBe(422);
		}
		expect((await caller.json('POST', '/api/devices', { name: '𠮷'.repeat(60) })).status).toBe(200);
		expect((await caller.json('POST', '/api/devices', { name: ' Jose\u0301 ' })).status).toBe(200);
		const { devices } = (await (await caller.json('GET', '/api/devices')).json()) as {
			devices: { name: string }[];
		};
		expect(devices.map((one) => one.name)).toEqual(['José']);
		for (const epoch of ['\0', '\ud800', 'a\nb', 'e'.repeat(65)]) {
			const body = { protocol: PROTOCOL, device: uuid('phone'), cursor: 0, epoch, changes: [] };
			expect((await caller.json('POST', '/api/sync', body)).status, epoch).toBe(422);
		}
		for (const odd of name) {
			const asked = { code: '990000000001', fullName: '示例大学党委', shortName: '党委' };
			for (const key of ['fullName', 'shortName']) {
				const begin = { ...asked, [key]: odd, password: PASSWORD };
				const body = { token: 'x', choice: 'new', root: begin };
				expect((await caller.json('POST', '/api/setup', body)).status, odd).toBe(422);
			}
		}
	});
});

describe('a code belongs to one organisation of the campus', () => {
	const add = (n: number, code: string, parentId = faculty.id) =>
		changeOf('org.add', {
			...{ id: uuid(`org${n}`), code, type: '631', parentId },
			...{ fullName: `示例新支部${n}`, shortName: `新支部${n}` }
		});
	const taken = (orgCode: string) => ({ code: 'org.code-taken', orgCode });

	test('one that is there, out of sight, or a moment old is refused', async () => {
		const written = orgs.filter(({ code }) => /^\d{6,20}$/.test(code));
		expect(written.length).toBeGreaterThan(2);
		for (const [n, { code }] of written.entries()) {
			const [verdict] = await push(committee, add(n, code));
			expect(verdict?.problem).toEqual(taken(code));
		}
		const verdicts = await push(committee, add(10, '990000001010'), add(11, '990000001010'));
		expect(verdicts.map(({ verdict, problem }) => problem ?? verdict)).toEqual([
			'applied',
			taken('990000001010')
		]);
	});

	test('within a batch a refused organisation leaves its code free, an added one keeps it', async () => {
		const nowhere = uuid('nowhere');
		const verdicts = await push(
			committee,
			...[add(12, '990000003030', nowhere), add(13, '990000003030'), add(14, branch.code)],
			...[add(15, '990000003030'), add(16, '990000003031'), add(17, branch.code)]
		);
		expect(verdicts.map(({ verdict, problem }) => problem ?? verdict)).toEqual([
			{ code: 'record.missing', table: 'org', id: nowhere },
			...['applied', taken(branch.code), taken('990000003030'), 'applied', taken(branch.code)]
		]);
	});

	test('two at once: one is added', async () => {
		const second = suiteEngine === 'postgresql' ? await openApp(server.place) : server.app;
		const tries = Array.from({ length: 6 }, (_, n) => {
			const account = n % 2 ? committee : `a${root.code}`;
			const request = aRequest({ changes: [add(20 + n, '990000002020')] });
			return handleSync(n % 3 ? second : server.app, request, server.principal(account));
		});
		const verdicts = (await Promise.all(tries)).flatMap((reply) => reply.verdicts);
		if (second !== server.app) await second.close();
		expect(verdicts.filter(({ verdict }) => verdict === 'applied')).toHaveLength(1);
		for (const { verdict, problem } of verdicts)
			if (verdict === 'refused') expect(problem).toEqual(taken('990000002020'));
		const rows = await server.pullAll(committee);
		expect(rows.filter(([, , , row]) => row?.['code'] === '990000002020')).toHaveLength(1);
	});
});

test('the same over HTTP, through a socket', async () => {
	const http = await RealHttp.listen(server);
	const device = uuid('desk');
	try {
		const cookie = await http.signIn(secretary, PASSWORD, device);
		const field = fields.find(({ key }) => key === 'name')!;
		const hostile = hostileTo(field);
		const changes = hostile.map(([, to]) =>
			changeOf('member.edit', { id: member.id, edits: { name: { from: '', to } } })
		);
		const body = { protocol: PROTOCOL, device, cursor: 0, epoch: null, changes };
		const response = await http.json('POST', '/api/sync', body, cookie);
		expect(response.status).toBe(200);
		const { verdicts } = (await response.json()) as { verdicts: Verdict[] };
		expectUnfit(
			verdicts,
			hostile.map(([why]) => [why, 'edits.name.to'])
		);
	} finally {
		await http.close();
	}
});
