import { editMember } from '#domain/mutations/member/edit-member';
import type { Member } from '#domain/model/member/member';
import { PROTOCOL, type SyncReply, type SyncRequest } from '#domain/protocol/protocol';
import { syncText } from '#server/sync/handle-sync';
import { newChangeId } from '#store/disk/change-id';
import { madeUpCampus, type Campus } from './made-up-campus';
import { clocked, median, type Figure, type Size } from './measure';

/** What a branch is: some twenty people. */
const PER_BRANCH = 20;

/** One exchange of each kind with one branch, in milliseconds. */
interface Exchange {
	/** An empty device receives the whole branch. */
	pull: number;
	/** One edit goes in and its row comes back. */
	edit: number;
	/** Nothing to say on either side. */
	quiet: number;
}

/**
 * P-7, second half: what an exchange with one branch costs as the rows of all others grow.
 * Every turn takes another branch, so that nothing of it is warm in a cache.
 */
export async function benchBranchPull(size: Size): Promise<Figure[]> {
	const sizes = size === 'whole' ? [10_000, 100_000, 1_000_000] : [1000, 4000];
	const turns = size === 'whole' ? 400 : 5;
	const campuses: Campus[] = [];
	try {
		for (const rows of sizes) campuses.push(await madeUpCampus(rows, rows / PER_BRANCH));
		const runs: Exchange[][] = campuses.map(() => []);
		for (let turn = 0; turn < turns; turn += 1) {
			for (const [at, campus] of campuses.entries()) {
				const branch = (turn * 13) % campus.branches.length;
				runs[at]!.push(await exchangeWith(campus, branch));
			}
		}
		const curve = sizes.map((rows, at) => ({ rows, ...mediansOf(runs[at]!) }));
		return figuresOf(curve);
	} finally {
		for (const campus of campuses) await campus.close();
	}
}

type Point = Exchange & { rows: number };

function figuresOf(curve: readonly Point[]): Figure[] {
	const [small, large] = curve.slice(-2) as [Point, Point];
	const first = curve[0]!;
	const growth = large.pull / small.pull;
	return [
		{
			id: 'P-7 pull',
			work: `pull of one branch with ${small.rows} and ${large.rows} rows in all`,
			reach: 'flat: ≤ 1.2 ×',
			ours: large.pull,
			floor: small.pull,
			ratio: growth,
			ok: growth <= 1.2,
			holds: true
		},
		{
			id: 'P-7 growth',
			work: `one branch’s exchange from ${first.rows} to ${large.rows} rows in all, milliseconds`,
			reach: 'a curve: ≤ 1.5 × over the whole range, each kind',
			curve,
			pull: large.pull / first.pull,
			edit: large.edit / first.edit,
			quiet: large.quiet / first.quiet,
			ok: (['pull', 'edit', 'quiet'] as const).every((kind) => large[kind] / first[kind] <= 1.5),
			holds: true
		}
	];
}

function mediansOf(runs: readonly Exchange[]): Exchange {
	const of = (kind: keyof Exchange) => median(runs.map((run) => run[kind]));
	return { pull: of('pull'), edit: of('edit'), quiet: of('quiet') };
}

async function exchangeWith(campus: Campus, at: number): Promise<Exchange> {
	const principal = campus.principal(campus.branches[at]!);
	const { device } = principal;
	let reply!: SyncReply;
	const ask = (parts: Partial<SyncRequest>) =>
		clocked(async () => {
			const { cursor = 0, epoch = null } = reply ?? {};
			const request: SyncRequest = {
				protocol: PROTOCOL,
				device,
				cursor,
				epoch,
				changes: [],
				...parts
			};
			reply = JSON.parse(await syncText(campus.app, request, principal)) as SyncReply;
		});
	const pull = await ask({});
	const members = reply.rows.filter(([table]) => table === 'member');
	if (Math.abs(members.length - PER_BRANCH) > 2) throw new Error('not a whole branch');
	const { id, homeAddress: from } = members[0]![3] as unknown as Member;
	const edits = { homeAddress: { from, to: `东岭省安平市建设路${at}号` } };
	const now = '2026-11-24T09:00:00.000+08:00';
	const change = { id: newChangeId(), name: editMember.name, args: { id, edits }, at: now };
	const edit = await ask({ changes: [change] });
	if (reply.verdicts[0]?.verdict !== 'applied') throw new Error('the edit was not applied');
	const quiet = await ask({});
	if (reply.rows.length > 0) throw new Error('nothing had changed');
	return { pull, edit, quiet };
}
