import { campusDay } from '#domain/kernel/campus-time';
import type { Member } from '#domain/model/member/member';
import type { Org } from '#domain/model/org/org';
import { completenessOf } from '#domain/rules/completeness';
import { PeerIndex } from '#domain/rules/peers';
import type { Replica } from '#store/replica/replica';
import { canonical } from '#server/sync/canonical';
import { nonceRepeats } from '../ports/cipher';
import type { SimDevice, SimTab } from '../world/sim-device';
import { Violation, type Simulation } from '../world/simulation';
import { scopeOf, type Truth } from './server-checks';

function must(isSo: boolean, check: string, detail: string): void {
	if (!isSo) throw new Violation(check, detail);
}

function* rowsOf(replica: Replica): Generator<[string, object]> {
	for (const org of replica.orgs()) yield [`org/${org.id}`, org];
	for (const member of replica.everyMember()) yield [`member/${member.id}`, member];
	for (const departure of replica.departures()) yield [`departure/${departure.id}`, departure];
}

/** What must hold at any moment, faults or not. Cheap, so that it is asked after every event. */
export function checkMoment(simulation: Simulation, tab: SimTab): void {
	const { replica, loop } = tab;
	if (!replica || !loop) return;
	const { status } = loop;
	const isQuiet = status.state !== 'done' || replica.pending(1).length === 0;
	must(isQuiet, 'I16 honest screen', '“synced” is shown with changes unsent');
	const isHonest = !replica.storage.cleared || status.state === 'cleared';
	must(isHonest, 'I16 honest screen', `“${status.state}” is shown over an emptied storage`);
	const { account } = tab.device;
	// As a list does that is being looked at: what is kept of it must not outlive a change.
	for (const member of replica.members().slice(0, 8)) replica.summary(member);
	for (const member of replica.everyMember()) {
		const branch = replica.org(member.branchId);
		const isInside = branch?.path.includes(`/${account.orgId}/`);
		must(isInside !== false, 'I4 scope', `${account.account} holds a member of ${member.branchId}`);
	}
	if (!simulation.hasRestored) {
		const { told } = simulation.server;
		must(replica.progress.cursor <= told, 'I7 cursor ahead', 'the cursor is ahead of the clock');
	}
	// What differs without a damaged disk or a restored server differs by a mistake of ours (S-13).
	const isExplained = simulation.hasRestored || simulation.hasDamaged;
	must(isExplained || replica.progress.repairs === 0, 'S-13 repair', 'a digest differed');
	must(nonceRepeats() === 0, 'V-1 nonce', 'a nonce was used twice under one key');
}

/** A device whose outbox is settled holds what the server shows its organisation, and nothing else. */
export function checkReplica(device: SimDevice, tab: SimTab, truth: Truth): void {
	const replica = tab.replica!;
	const who = device.account.account;
	const { progress } = replica;
	must(progress.cursor === truth.clock, 'I3 convergence', `${who} stands at ${progress.cursor}`);
	must(progress.epoch === truth.epoch, 'I3 convergence', `${who} is in another epoch`);
	must(progress.whole, 'S-15 whole', `${who} never got whole`);
	const isChecked = device.tabs.some(({ loop }) => loop?.status.checked);
	must(isChecked, 'S-13 checked', `${who} never compared digests`);
	const scope = scopeOf(truth, device.account.orgId);
	must(
		progress.loaded === scope.size,
		'I3 convergence',
		`${who} holds ${progress.loaded} of ${scope.size}`
	);
	must(progress.total === scope.size, 'S-15 total', `${who} was told ${progress.total}`);
	let count = 0;
	for (const [key, row] of rowsOf(replica)) {
		count++;
		must(scope.has(key), 'I4 scope', `${who} holds ${key}`);
		const isSame = canonical(row) === canonical(truth.rows.get(key)!.row);
		const other = isSame ? '' : differences(row, truth.rows.get(key)!.row);
		must(isSame, 'I3 convergence', `${who} shows another ${key} than the server: ${other}`);
	}
	const shown = [...scope].filter((key) => isShown(truth, scope, key)).length;
	must(count === shown, 'I3 convergence', `${who} shows ${count} rows of ${shown}`);
	checkFindings(replica, truth, scope, who);
}

/** Exports are in no list, nor is the stub of a member who is here. */
function isShown({ rows }: Truth, scope: Set<string>, key: string): boolean {
	const { tbl, row } = rows.get(key)!;
	return tbl !== 'export' && !(tbl === 'departure' && scope.has(`member/${row['memberId']}`));
}

/** The values that are not the same, by their names. */
function differences(here: object, there: object): string {
	const [a, b] = [here, there] as Record<string, unknown>[];
	const keys = new Set([...Object.keys(a!), ...Object.keys(b!)]);
	return [...keys]
		.filter((key) => a![key] !== b![key])
		.map((key) => `${key} ${JSON.stringify(a![key])} / ${JSON.stringify(b![key])}`)
		.join(', ');
}

/** However wrong the device’s clock is, it judges by the server’s day; midnight may lie in between. */
function checkDay(replica: Replica, now: number, who: string): void {
	const { today } = replica.context();
	const days = [-3, 0, 3].map((minutes) => campusDay(new Date(now + minutes * 60_000)));
	must(days.includes(today), 'S-12 day', `${who} judges by ${today}, the server by ${days[1]}`);
}

/** Findings are derived on each side from the same rules (S-12). */
function checkFindings(replica: Replica, truth: Truth, scope: Set<string>, who: string): void {
	checkDay(replica, truth.now, who);
	const members: Member[] = [];
	for (const key of scope) {
		const held = truth.rows.get(key)!;
		if (held.tbl !== 'member') continue;
		const isGone = held.row['retracted'] === '1' || held.row['merged'] !== undefined;
		if (!isGone) members.push(held.row as Member);
	}
	const peers = new PeerIndex();
	const hasLeft = ({ membershipStatus }: Member) => membershipStatus === 'left';
	for (const member of members) if (!hasLeft(member)) peers.put(member);
	const among = (find: (member: Member) => readonly Member[]) => (member: Member) =>
		hasLeft(member) ? [] : find(member);
	const context = {
		...replica.context(),
		org: (id: string) => truth.rows.get(`org/${id}`)?.row as Org | undefined,
		sameIdNumber: among((member) => peers.sameIdNumber(member)),
		sameMobile: among((member) => peers.sameMobile(member)),
		sameNameAndBirth: among((member) => peers.sameNameAndBirth(member))
	};
	for (const member of members) {
		const here = replica.summary(replica.member(member.id)!);
		const there = completenessOf(member, context);
		const rulesOf = (one: typeof here) =>
			[one.percent, ...one.findings.map(({ rule, field }) => `${rule}:${field}`)].sort().join();
		const [mine, theirs] = [rulesOf(here), rulesOf(there)];
		must(mine === theirs, 'S-12 findings', `${who}, ${member.id}: ${mine} / ${theirs}`);
	}
}

/** Nothing of a person lies in clear on the disk (V-1). */
export function checkSealed({ disk }: SimDevice): void {
	for (const store of ['pack', 'journal', 'meta', 'sent', 'draft'] as const) {
		for (const { value } of disk.records(store)) {
			for (const [key, held] of Object.entries(value)) {
				if (key === 'sealed') {
					const text = Buffer.from(held as Uint8Array).toString('latin1');
					const isSealed = !/\{"(kind|generation|cursor|key)"|990001/.test(text);
					must(isSealed, 'V-1 sealed', `${store} holds clear text`);
				} else {
					const isPlain = ['id', 'seq', 'key'].includes(key);
					must(isPlain, 'V-1 sealed', `${store} keeps ${key} in clear`);
				}
			}
		}
	}
}

/** What memory says, the disk says too: a cold start shows the same. */
export function pictureOf(replica: Replica): string {
	const rows = [...rowsOf(replica)].map(([key, row]) => `${key} ${canonical(row)}`).sort();
	const outbox = replica.outbox().map(({ change, state }) => `${change.id} ${state}`);
	const { cursor, epoch, loaded } = replica.progress;
	return [cursor, epoch, loaded, ...outbox, ...rows].join('\n');
}
