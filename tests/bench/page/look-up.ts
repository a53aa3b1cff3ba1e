import type { Member } from '#domain/model/member/member';
import { PROTOCOL, type WireRow } from '#domain/protocol/protocol';
import type { Org } from '#domain/model/org/org';
import { search, setInitials } from '#store/replica/search';
import { madeUpMembers } from '../made-up-members';
import { percentile, timesOf, type Times } from '../measure';
import { BenchDevice, type Whose } from './bench-device';

export interface LookUpJob {
	whose: Whose;
	orgs: Org[];
	branches: string[];
	members: number;
	turns: number;
}

export interface LookUp extends Times {
	name: string;
	/** 95th percentile of ours. */
	p95: number;
}

/** P-4: what a person looks up among everybody, each against a plain array of the same records. */
export async function lookUp(
	job: LookUpJob
): Promise<{ kinds: LookUp[]; firstSearch: number; holds: boolean }> {
	const { pinyin } = await import('pinyin-pro');
	const initialsOf = (name: string) =>
		pinyin(name, { pattern: 'first', toneType: 'none', type: 'array', surname: 'head' }).join('');
	setInitials(initialsOf);
	const device = await filled(job);
	const { replica } = device;
	const from = performance.now();
	search(replica, 'zw');
	const firstSearch = performance.now() - from;

	const members = replica.members();
	const plain = members.map((member) => ({ member, initials: initialsOf(member.name) }));
	const nth = (turn: number) => members[(turn * 7919) % members.length]!;
	const branch = (turn: number) => job.branches[(turn * 31) % job.branches.length]!;
	let holds = true;
	const time = (
		name: string,
		ours: (turn: number) => unknown,
		floor: (turn: number) => unknown
	): LookUp => {
		const times = { ours: [] as number[], floor: [] as number[] };
		for (let turn = -3; turn < job.turns; turn += 1) {
			const at = Math.abs(turn);
			const start = performance.now();
			const expected = floor(at);
			const middle = performance.now();
			const found = ours(at);
			const end = performance.now();
			holds &&= JSON.stringify(found) === JSON.stringify(expected);
			if (turn < 0) continue;
			times.floor.push(middle - start);
			times.ours.push(end - middle);
		}
		return { name, p95: percentile(times.ours, 0.95), ...timesOf(times.ours, times.floor) };
	};
	const count = (found: readonly Member[]) => ({ length: found.length, first: found[0]?.id });
	const where = (test: (row: (typeof plain)[number]) => boolean) =>
		count(plain.filter(test).map(({ member }) => member));

	const kinds = [
		time(
			'name',
			(turn) => count(search(replica, nth(turn).name)),
			(turn) => where(({ member }) => member.name.includes(nth(turn).name))
		),
		time(
			'pinyin initials',
			(turn) => count(search(replica, plain[(turn * 7919) % plain.length]!.initials)),
			(turn) => {
				const typed = plain[(turn * 7919) % plain.length]!.initials;
				return where(({ initials }) => initials.includes(typed));
			}
		),
		time(
			'ID tail',
			(turn) => count(search(replica, nth(turn).idNumber.slice(-4).toLowerCase())),
			(turn) => where(({ member }) => member.idNumber.endsWith(nth(turn).idNumber.slice(-4)))
		),
		time(
			'open a branch',
			(turn) => replica.under(branch(turn)).members.length,
			(turn) => members.filter((member) => member.branchId === branch(turn)).length
		),
		time(
			'count by education',
			() => byEducation(replica.under(job.whose.orgId).members),
			() => byEducation(members)
		)
	];
	await device.erase();
	return { kinds, firstSearch, holds };
}

function byEducation(members: readonly Member[]): [string, number][] {
	const counts = new Map<string, number>();
	for (const { education } of members) counts.set(education, (counts.get(education) ?? 0) + 1);
	return [...counts].sort(([a], [b]) => (a < b ? -1 : 1));
}

const PAGE = 2500;

/** A device that has received everybody page by page, without a network. */
async function filled(job: LookUpJob): Promise<BenchDevice> {
	const device = await BenchDevice.new(job.whose);
	const members = madeUpMembers(job.members, job.branches);
	const rows = [
		...job.orgs.map((org, at): WireRow => ['org', org.id, at + 1, org]),
		...members.map((member, at): WireRow => ['member', member.id, job.orgs.length + at + 1, member])
	];
	for (let at = 0; at < rows.length; at += PAGE) {
		const page = rows.slice(at, at + PAGE);
		const applied = await device.replica.applyReply({
			protocol: PROTOCOL,
			epoch: 'bench',
			verdicts: [],
			rows: page,
			cursor: at + page.length,
			more: at + PAGE < rows.length,
			total: rows.length,
			at: '2026-11-24T00:00:00.000Z'
		});
		if (!applied.ok) throw new Error('a page was not kept');
	}
	return device;
}
