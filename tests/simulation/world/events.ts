import type { Member } from '#domain/model/member/member';
import type { Change } from '#domain/protocol/change';
import { PROTOCOL, type SyncReply } from '#domain/protocol/protocol';
import type { Replica } from '#store/replica/replica';
import { deliverLate } from '../ports/channel';
import type { StoreName, WriteFault } from '../ports/disk';
import { Random } from '../ports/random';
import { runTasks } from '../ports/tasks';
import { pass, sleep, time } from '../ports/time';
import { tally } from '../tally';
import { carry } from './carry';
import { actions } from './people';
import type { EventKind, SimEvent } from './plan';
import type { SimDevice, SimTab } from './sim-device';
import { Violation, type Simulation } from './simulation';
import { moveMessage } from './wire-faults';

const SECOND = 1000;
const DAY = 86_400 * SECOND;
const YEAR = 365 * DAY;

type Handler = (simulation: Simulation, random: Random) => Promise<void> | void;

const writeFaults: readonly WriteFault[] = [
	{ name: 'QuotaExceededError', at: 'put' },
	{ name: 'QuotaExceededError', at: 'commit' },
	{ name: 'AbortError', at: 'put' },
	{ name: 'UnknownError', at: 'commit' },
	{ name: 'InvalidStateError', at: 'begin' }
];

/** Names the moment of a kill by what it breaks off. */
function tallyKill({ network }: Simulation, device: SimDevice): void {
	const calls = network.calls.filter((call) => call.tab.device === device && !call.isDeaf);
	if (device.disk.isWriting) tally('C-01 client killed before a local commit');
	else if (calls.some((call) => !call.reply))
		tally('C-03 client killed before its request arrived');
	else if (calls.length > 0) tally('C-03 client killed before the answer');
	else tally('C-02 client killed at rest');
}

const killTab: Handler = async (simulation, random) => {
	const tab = simulation.pickTab(random);
	if (!tab) return;
	await runTasks(random.below(20));
	tallyKill(simulation, tab.device);
	tab.kill();
};

function killWhole(how: 'kill' | 'power'): Handler {
	return async (simulation, random) => {
		const device = random.pick(simulation.devices);
		await runTasks(random.below(20));
		tallyKill(simulation, device);
		device.kill();
		if (how === 'power') {
			tally('C-05 power cut');
			device.disk.powerCut();
		}
		if (random.chance(0.7)) device.openTab();
	};
}

/** Whatever the server does not know may go with a disk; not what these pages of it hold in memory. */
async function excuse(
	simulation: Simulation,
	device: SimDevice,
	open: readonly Replica[] = []
): Promise<void> {
	const drafts = JSON.stringify(open.map((replica) => replica.drafts.list));
	const held = open.flatMap((replica) => replica.outbox().map(({ change }) => change.id));
	simulation.typed.excuse(device, (value) => drafts.includes(`"${value}"`));
	const log = await simulation.server.app.db
		.selectFrom('change_log')
		.select('change_id')
		.where('verdict', '=', 'applied')
		.execute();
	const known = new Set([...held, ...log.map((line) => line.change_id)]);
	for (const { id, device: author } of simulation.saved.values()) {
		if (author === device && !known.has(id)) simulation.excused.add(id);
	}
}

const damage: Handler = async (simulation, random) => {
	const device = random.pick(simulation.devices);
	device.kill();
	await runTasks();
	const store = random.pick<StoreName>(['pack', 'journal', 'meta', 'journal', 'draft']);
	const isSwap = store !== 'meta' && random.chance(0.4);
	const { disk } = device;
	if (!(isSwap ? disk.swap(store, random) : disk.flip(store, random))) return;
	simulation.hasDamaged = true;
	tally(isSwap ? `C-09 two records of ${store} swapped` : `C-09 bit flipped in ${store}`);
	await excuse(simulation, device);
	const tab = device.openTab();
	await runTasks();
	const found = (tab.replica?.damaged ?? 0) + (tab.replica?.drafts.unreadable ?? 0);
	if (tab.replica && found === 0 && !disk.armed) {
		throw new Violation('C-09 damage seen', `a damaged ${store} was taken for whole`);
	}
};

const evict: Handler = async (simulation, random) => {
	const device = random.pick(simulation.devices);
	tally('Q-06 storage evicted');
	simulation.hasDamaged = true;
	device.evict();
	await excuse(simulation, device);
	device.openTab();
};

const clear: Handler = async (simulation, random) => {
	const device = random.pick(simulation.devices);
	if (!device.front || device.isCleared) return;
	tally('Q-07 storage emptied under open pages');
	device.clear();
	// A page that locks may have looked already, and the others may not have heard of all it wrote.
	const open = device.tabs.flatMap(({ replica }) => replica ?? []);
	await excuse(simulation, device, open);
	if (random.chance(0.4)) lock(device.front);
};

/** Nothing needs to have noticed that the storage was emptied. */
function lock(tab: SimTab | undefined): void {
	const hasNoticed = tab?.replica?.storage.cleared;
	if (tab?.device.isCleared) {
		tally(`Q-09 locked over an emptied storage, ${hasNoticed ? 'noticed' : 'unnoticed'}`);
	}
	void tab?.close();
}

/** The person sees what happened and taps. */
const rewrite: Handler = (simulation, random) => {
	const device = simulation.devices.find((one) => one.isCleared);
	const open = device?.tabs.filter(({ replica }) => replica) ?? [];
	if (open.length === 0) return;
	const tab = random.pick(open);
	tally('Q-08 everything written anew from memory');
	void tab.rewrite();
};

/** With a page that is killed before anything was written anew, what only it held is gone. */
async function watchCleared(simulation: Simulation, work: () => Promise<void>): Promise<void> {
	const before = simulation.devices.filter((one) => one.isCleared);
	const tabs = new Map(before.map((one) => [one, new Set(one.tabs)]));
	await work();
	for (const device of before) {
		if (![...tabs.get(device)!].some(({ wasKilled }) => wasKilled)) continue;
		await excuse(simulation, device);
		if (device.tabs.length === 0) device.openTab();
	}
}

const armWrite: Handler = (simulation, random) => {
	const { disk } = random.pick(simulation.devices);
	const fault = random.pick(writeFaults);
	disk.onStrike = ({ name, at }) => {
		tally(`${name === 'QuotaExceededError' ? 'Q-01' : 'C-07'} ${name} at ${at}`);
	};
	disk.armed = { ...fault };
};

/** Somebody with an honest session asks for what is not his, or reuses an id (S-17, S-2). */
const forge: Handler = async (simulation, random) => {
	const device = random.pick(simulation.devices);
	const { account, org } = device;
	const foreign = simulation.campus.members.filter(({ branchId }) => {
		const home = simulation.campus.orgs.find(({ id }) => id === branchId)!;
		return !home.path.split('/').includes(org.id);
	});
	if (foreign.length === 0 || device.token === '') return;
	const target = random.pick(foreign);
	if (await hasMoved(simulation, target.id)) return;
	tally('H-01 forged change of a foreign record');
	const edits = { remark: { from: target.remark, to: '伪造' } };
	const change: Change = {
		id: crypto.randomUUID(),
		name: 'member.edit',
		args: { id: target.id, edits },
		at: new Date(time()).toISOString()
	};
	const request = { protocol: PROTOCOL, device: account.deviceId, cursor: 0, epoch: null };
	const changes = [change, ...(await reused(simulation, account.account))];
	const body = JSON.stringify({ ...request, changes });
	const reply = await simulation.server.answer(device.token, body);
	if (reply?.status !== 200) return;
	for (const { id, verdict } of (JSON.parse(reply.text) as SyncReply).verdicts) {
		if (verdict === 'applied') throw new Violation('S-17 authority', `forged ${id} was applied`);
	}
};

/** Who has moved may rightly be edited, or be edited late, by others than at the beginning. */
async function hasMoved(simulation: Simulation, memberId: string): Promise<boolean> {
	const { json } = await simulation.server.app.db
		.selectFrom('record')
		.select('json')
		.where('id', '=', memberId)
		.where('tbl', '=', 'member')
		.executeTakeFirstOrThrow();
	const { left, merged } = JSON.parse(json) as Member;
	return left.length > 0 || merged !== undefined;
}

/** An id that is taken, with another meaning: never applied, never answered as if it were the first. */
async function reused(simulation: Simulation, account: string): Promise<Change[]> {
	const line = await simulation.server.app.db
		.selectFrom('change_log')
		.select(['change_id', 'at_client', 'args'])
		.where('account', '=', account)
		.where('verdict', '=', 'applied')
		.where('name', '=', 'member.edit')
		.limit(1)
		.executeTakeFirst();
	if (!line) return [];
	tally('H-02 id of an applied change used again');
	const { id } = JSON.parse(line.args) as { id: string };
	const edits = { remark: { from: '', to: '同号异义' } };
	return [{ id: line.change_id, name: 'member.edit', args: { id, edits }, at: line.at_client }];
}

/** An earlier copy takes the place of the database; `setBack` tells nobody. */
function restore(how: 'restore' | 'setBack'): Handler {
	return async (simulation, random) => {
		const { server } = simulation;
		if (!server.hasBackup) return;
		const isTold = how === 'restore';
		tally(
			isTold
				? 'RS-01 server restored from an earlier copy'
				: 'RS-06 database set back without a word'
		);
		simulation.hasRestored = true;
		const before = await logged(simulation);
		await server[how]();
		simulation.endLives();
		const after = await logged(simulation);
		for (const id of before) if (!after.has(id)) simulation.restoredAway.add(id);
		if (random.chance(0.5)) await server.backup();
	};
}

async function logged(simulation: Simulation): Promise<Set<string>> {
	const lines = await simulation.server.app.db
		.selectFrom('change_log')
		.select('change_id')
		.execute();
	return new Set(lines.map((line) => line.change_id));
}

async function setOnline(simulation: Simulation, device: SimDevice, isOnline: boolean) {
	device.isOnline = isOnline;
	for (const tab of device.tabs) {
		if (!isOnline) simulation.network.cut(tab);
		tab.fire(isOnline ? 'online' : 'offline');
	}
}

/** A wait is measured by the device’s own clock; moving that may end it early. */
function setSkew(device: SimDevice, skew: number): void {
	device.hasLeapt ||= Math.abs(skew - device.skew) > 30 * DAY;
	device.skew = skew;
	for (const tab of device.tabs) tab.quietUntil = 0;
}

const skews = [0, 0, 300 * SECOND, DAY, -DAY, 2 * YEAR, -2 * YEAR, 10 * YEAR];

const handlers: Partial<Record<EventKind, Handler>> = {
	network: moveMessage,
	forge,
	carry,
	damage,
	evict,
	clear,
	rewrite,
	restore: restore('restore'),
	'set-back': restore('setBack'),
	'kill-tab': killTab,
	'kill-browser': killWhole('kill'),
	'power-cut': killWhole('power'),
	'write-fault': armWrite,
	wait: (simulation, random) => pass(random.pick([200, 400, 1500, 5 * SECOND, 70 * SECOND])),
	sleep: (simulation, random) => {
		const isLong = random.chance(0.1);
		simulation.hasAged ||= isLong;
		tally(isLong ? 'U-10 away for weeks' : 'C-06 machine slept');
		return sleep(isLong ? 60 * DAY : random.pick([300, 4000, 90_000]) * SECOND);
	},
	lock: (simulation, random) => {
		tally('T-03 locked while others work');
		lock(simulation.pickTab(random));
	},
	'open-tab': (simulation, random) => {
		const device = random.pick(simulation.devices);
		if (device.tabs.length < 3 && !device.isCleared) device.openTab();
		if (device.tabs.length > 1) {
			tally(device.hasLocks ? 'T-02 several tabs, one leads' : 'T-02 several tabs without locks');
		}
	},
	'close-tab': (simulation, random) => {
		const tab = simulation.pickTab(random);
		if (tab && tab.device.tabs.length > 1) void tab.close();
	},
	fold: (simulation, random) => {
		const tab = simulation.pickTab(random);
		if (simulation.network.calls.some((call) => call.tab === tab)) tally('F-01 fold during sync');
		void tab?.replica?.fold();
	},
	'sync-now': (simulation, random) => simulation.pickTab(random)?.loop?.now(),
	'go-offline': (simulation, random) => {
		tally('N-12 device cut off');
		return setOnline(simulation, random.pick(simulation.devices), false);
	},
	'come-online': (simulation, random) =>
		setOnline(simulation, random.pick(simulation.devices), true),
	flap: async (simulation, random) => {
		tally('N-13 network flaps');
		const device = random.pick(simulation.devices);
		for (let n = 0; n < 4; n++) await setOnline(simulation, device, !device.isOnline);
	},
	visible: (simulation, random) => simulation.pickTab(random)?.fire('visible'),
	'sign-in': async (simulation, random) => {
		const device = random.pick(simulation.devices);
		const { account, deviceId } = device.account;
		device.token = await simulation.server.signIn(account, deviceId);
		device.front?.loop?.now();
	},
	'cookie-lost': (simulation, random) => {
		tally('C-11 cookie lost');
		random.pick(simulation.devices).token = '';
	},
	'session-over': (simulation, random) => {
		tally('SC-09 sessions of an account ended');
		return simulation.server.endSessions(random.pick(simulation.devices).account.account);
	},
	skew: (simulation, random) => {
		tally('K-01 device clock wrong');
		setSkew(random.pick(simulation.devices), random.pick(skews));
	},
	'clock-jump': (simulation, random) => {
		tally('K-02 device clock jumps back');
		const device = random.pick(simulation.devices);
		setSkew(device, device.skew - random.pick([3600 * SECOND, DAY, YEAR]));
	},
	'server-restart': async (simulation) => {
		tally('S-09 server restarted');
		await simulation.server.restart();
		simulation.endLives();
	},
	'server-clock': (simulation, random) => {
		tally('S-11 server clock jumps');
		const skew = random.pick([0, 3600 * SECOND, -3600 * SECOND, YEAR]);
		simulation.server.hasLeapt ||= skew === YEAR;
		simulation.server.skew = skew;
	},
	'page-size': async (simulation, random) => {
		tally('P-03 pages of another size');
		simulation.server.pageRows = random.pick([1, 2, 3, 7, 2500]);
		await simulation.server.restart();
		simulation.endLives();
	},
	backup: (simulation) => simulation.server.backup(),
	'late-posts': deliverLate
};

/** One event, and as much of the work it causes as this run lets happen before the next. */
export async function happen(simulation: Simulation, { kind, draw }: SimEvent): Promise<void> {
	const random = new Random(draw, 5);
	tally(`event ${kind}`);
	if (kind in actions) {
		const tab = simulation.pickTab(random);
		const replica = tab?.replica;
		if (tab && replica) actions[kind as keyof typeof actions](simulation, tab, replica, random);
	} else {
		await watchCleared(simulation, async () => handlers[kind]?.(simulation, random));
	}
	const isCutShort = random.chance(simulation.setting.overlap);
	if (isCutShort) tally('C-04 next event before the work of this one ended');
	await runTasks(isCutShort ? random.below(30) : Number.POSITIVE_INFINITY);
	if (!isCutShort) simulation.typed.quiet();
}
