import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Change } from '#domain/protocol/change';
import { PROTOCOL, type SyncReply, type Verdict } from '#domain/protocol/protocol';
import { mutations } from '#domain/mutations/registry';
import { acceptAll } from '#server/sync/accept';
import { anOrg, branch, campus, faculty, otherBranch, root, uuid } from '../support/device';
import { argsOf, idsNamed, rowsOf, type Ids } from '../support/every-mutation';
import { RealHttp } from '../support/real-http';
import { aServer, type TestServer } from '../support/server';

/**
 * R-AZ-03: whoever may not see a record is answered as if it were not there. Every mutation of the
 * registry, every id it takes: the answer to an id of somebody else is that to an id of nobody, word
 * for word; only the id that was sent comes back in it.
 */
const PASSWORD = 'Harbour-lights-27-quiet';
const otherFaculty = anOrg('fac2', '611', root);
const third = anOrg('b3', '631', otherFaculty);
const fourth = anOrg('b4', '631', otherFaculty);

const own: Ids = {
	...idsNamed('own'),
	...{ branch: branch.id, beside: otherBranch.id, parent: faculty.id }
};
const sibling: Ids = {
	...idsNamed('sib'),
	...{ branch: otherBranch.id, beside: third.id, parent: faculty.id }
};
const far: Ids = {
	...idsNamed('far'),
	...{ branch: third.id, beside: fourth.id, parent: otherFaculty.id }
};
const missing = idsNamed('none');

const secretary = `u${branch.code}`;
const committee = `a${faculty.code}`;
const actors = [
	{ actor: secretary, foreign: sibling },
	{ actor: committee, foreign: far }
];

let server: TestServer;
beforeAll(async () => {
	server = await aServer({ orgs: [...campus, otherFaculty, third, fourth] });
	await server.put(...rowsOf(own, branch), ...rowsOf(sibling, otherBranch), ...rowsOf(far, third));
	for (const name of [secretary, committee]) await server.account(name, PASSWORD);
});
afterAll(() => server.close());

let serial = 0;
const at = '2026-11-24T06:00:00.000Z';
const changeOf = (name: string, args: Change['args'], id = uuid(`c${++serial}`)): Change => ({
	...{ id, name, args, at }
});

class Undo extends Error {}

/** What the server would answer; nothing of it stays. */
async function answerTo(account: string, change: Change): Promise<Verdict> {
	let verdict: Verdict | undefined;
	const { db } = server.app;
	const judged = db.transaction().execute(async (trx) => {
		const accepted = await acceptAll(trx, server.principal(account), [change], at);
		expect(accepted.defects).toEqual([]);
		[verdict] = accepted.verdicts;
		throw new Undo();
	});
	await expect(judged).rejects.toThrow(Undo);
	return verdict!;
}

/** The whole answer but the change’s own id, with the places of the sent ids in their stead. */
function told({ id: _, clock, ...verdict }: Verdict, ids: Ids): string {
	let text = JSON.stringify({ ...verdict, hasClock: clock !== undefined });
	for (const [place, id] of Object.entries(ids)) text = text.replaceAll(id, `<${place}>`);
	return text;
}

/** The ids that a mutation takes. */
function placesIn(name: string): (keyof Ids)[] {
	const asked = new Set<keyof Ids>();
	argsOf[name]!(
		new Proxy(own, {
			get(ids, place: keyof Ids) {
				asked.add(place);
				return ids[place];
			}
		})
	);
	return [...asked];
}

test('every mutation has its line in the table, and names something', () => {
	expect(Object.keys(argsOf).toSorted()).toEqual([...mutations.keys()].toSorted());
	for (const name of mutations.keys()) expect(placesIn(name).length, name).toBeGreaterThan(0);
});

test.each([...mutations.keys()])('%s finds what its actor sees', async (name) => {
	const { problem } = await answerTo(committee, changeOf(name, argsOf[name]!(own)));
	expect(['record.missing', 'input.invalid', 'mutation.unknown']).not.toContain(problem?.code);
});

describe.each(actors)(
	'$actor: missing and foreign are one answer (R-AZ-03)',
	({ actor, foreign }) => {
		const cases = [...mutations.keys()].flatMap((name) =>
			[...placesIn(name).map((place) => [place]), placesIn(name)].map((places) => ({
				name,
				places,
				of: places.join('+')
			}))
		);
		test.each(cases)('$name: $of', async ({ name, places }) => {
			const answers: string[] = [];
			for (const others of [foreign, missing]) {
				const ids = { ...own };
				for (const place of places) ids[place] = others[place];
				const verdict = await answerTo(actor, changeOf(name, argsOf[name]!(ids)));
				answers.push(told(verdict, ids));
			}
			expect(answers[0]).toBe(answers[1]);
		});
	}
);

describe('the id of a change says nothing to who does not see what it did', () => {
	const edit = (member: string, to: string) => ({
		...{ id: member, edits: { nativePlace: { from: '', to } } }
	});
	test.each([
		['of the branch beside', `u${otherBranch.code}`, sibling],
		['of the committee above, on the branch beside', committee, sibling]
	])('%s', async (_whose, author, theirs) => {
		const change = changeOf('member.edit', edit(theirs.member, `东岭省${++serial}`));
		const { verdicts } = await server.push(author, change);
		expect(verdicts[0]?.verdict).toBe('applied');
		for (const args of [edit(own.member, '甲'), edit(theirs.member, '乙'), change.args]) {
			const used = await answerTo(secretary, changeOf('member.edit', args, change.id));
			const unused = await answerTo(secretary, changeOf('member.edit', args));
			expect(told(used, theirs)).toBe(told(unused, theirs));
		}
		// Who sees the record and sends the very change again learns that it was made (S-2).
		const again = await answerTo(`a${root.code}`, change);
		expect(again).toEqual(verdicts[0]);
	});
});

test('over HTTP the whole reply is one, byte for byte', async () => {
	const http = await RealHttp.listen(server);
	const device = uuid('phone');
	try {
		const cookie = await http.signIn(secretary, PASSWORD, device);
		const replies: string[] = [];
		for (const others of [sibling, missing]) {
			const changes = [...mutations.keys()].map((name, n) =>
				changeOf(name, argsOf[name]!(others), uuid(`h${others === missing ? 'n' : 's'}${n}`))
			);
			const body = { protocol: PROTOCOL, device, cursor: 0, epoch: null, changes };
			const response = await http.json('POST', '/api/sync', body, cookie);
			expect(response.status).toBe(200);
			const { verdicts, ...rest } = (await response.json()) as SyncReply;
			expect(verdicts).toHaveLength(mutations.size);
			expect(verdicts.every(({ verdict }) => verdict === 'refused')).toBe(true);
			// The log has grown, and time has passed.
			replies.push(
				JSON.stringify({
					verdicts: verdicts.map((verdict) => told({ ...verdict, at }, others)),
					rest: { ...rest, receipt: undefined, at: undefined }
				})
			);
		}
		expect(replies[0]).toBe(replies[1]);
	} finally {
		await http.close();
	}
});
