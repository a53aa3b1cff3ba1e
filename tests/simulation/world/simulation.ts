import type { SyncReply, SyncRequest } from '#domain/protocol/protocol';
import type { Engine } from '#server/db/connect';
import type { AccountInfo } from '#store/disk/account-info';
import { uuid } from '../../support/device';
import { deliverLate, resetChannels, setFate } from '../ports/channel';
import { seedCipher } from '../ports/cipher';
import { Random } from '../ports/random';
import { breathe, forgetTasks, runTasks } from '../ports/tasks';
import { pass, resetTime, setTimer, sleep, time } from '../ports/time';
import { TypedValues } from '../checks/typed-values';
import { tally } from '../tally';
import type { Stick } from './carry';
import { Network, type Call } from './network';
import type { Plan, Setting } from './plan';
import { SimDevice, type Saved, type SimTab } from './sim-device';
import { SimServer, type SimReply } from './sim-server';
import { templateOf } from './template';
import type { Campus } from './campus';

/** A promise of the product that did not hold. */
export class Violation extends Error {
	readonly check: string;

	constructor(check: string, detail: string) {
		super(`${check}: ${detail}`);
		this.check = check;
	}
}

/** An answer a device has heard, to be heard again out of turn. */
export interface OldAnswer {
	device: SimDevice;
	epochOfDisk: object;
	reply: SyncReply;
	from: number;
}

/** Everything of one run: server, wires, devices, and what people were told. */
export class Simulation {
	readonly setting: Setting;
	readonly campus: Campus;
	readonly server: SimServer;
	readonly network = new Network();
	readonly devices: SimDevice[] = [];
	readonly random: Random;
	/** 「已保存」 was shown for these. */
	readonly saved = new Map<string, Saved>();
	/** Typed and not saved. */
	readonly typed = new TypedValues();
	/** Given up by their author’s own word. */
	readonly discarded = new Set<string>();
	/** Lost with a disk that was damaged or gone, before anything could be sent. */
	readonly excused = new Set<string>();
	/** Known to the server once, and gone with the copy that was restored. */
	readonly restoredAway = new Set<string>();
	/** Requests that will be delivered once more, any time. */
	readonly ghosts: { token: string; body: string }[] = [];
	readonly old: OldAnswer[] = [];
	/** Files with somebody’s changes that may be handed in any time. */
	readonly sticks: Stick[] = [];
	/** Requests a proxy still finds too large as soon as they carry anything. */
	readonly narrow = new Map<SimDevice, number>();
	/** Answers still lost on a line that is cut one way. */
	readonly deaf = new Map<SimDevice, number>();
	/** The first error without a name that a living page met. */
	defect: unknown;
	readonly #recent = new WeakMap<SimTab, number[]>();
	serial = 0;
	isHealing = false;
	hasRestored = false;
	hasDamaged = false;
	/** More time has passed than acknowledged changes are kept for. */
	hasAged = false;

	static async of(plan: Plan, engine: Engine): Promise<Simulation> {
		// The same template, whichever seed needs it first in this process.
		resetTime();
		seedCipher(0);
		const template = await templateOf(plan.setting.campus, engine);
		resetTime();
		resetChannels();
		forgetTasks();
		seedCipher(plan.seed);
		const server = new SimServer(template, plan.setting.pageRows);
		const simulation = new Simulation(plan, template.campus, server);
		await server.start();
		await simulation.#enrol();
		return simulation;
	}

	private constructor({ seed, setting }: Plan, campus: Campus, server: SimServer) {
		this.setting = setting;
		this.campus = campus;
		this.server = server;
		this.random = new Random(seed, 2);
		server.onMove = (clock) => this.#told(clock);
		this.network.onCall = (call) => this.#asked(call);
		const { lost, late } = setting.channel;
		setFate(() => {
			if (this.isHealing) return 'arrives';
			const drawn = this.random.float();
			if (drawn < lost) tally('T-07 message between tabs lost');
			else if (drawn < lost + late) tally('T-07 message between tabs late');
			return drawn < lost ? 'lost' : drawn < lost + late ? 'late' : 'arrives';
		});
	}

	async #enrol(): Promise<void> {
		const { orgs } = this.campus;
		for (let serial = 0; serial < this.setting.devices; serial++) {
			// Branches have most devices; now and then two people share one account (U-08).
			const org = serial === 0 ? this.campus.branches[0]! : this.random.pick(orgs);
			const kind = org.type === '631' ? 'u' : 'a';
			const account: AccountInfo = {
				account: `${kind}${org.code}`,
				kind,
				orgId: org.id,
				orgName: org.shortName,
				deviceId: uuid(`sim${serial}`)
			};
			const device = new SimDevice(serial, account, org, this.setting.hasLocks, {
				network: this.network,
				random: this.random,
				onSaved: (saved) => this.saved.set(saved.id, saved),
				onDied: (tab) => this.typed.died(tab),
				onRefused: () => tally('save refused on the device'),
				onDefect: (error) => (this.defect ??= error)
			});
			device.token = await this.server.signIn(account.account, account.deviceId);
			this.devices.push(device);
			device.openTab();
			await runTasks();
		}
		await this.deliverAll();
	}

	/** Every request that leaves a device. The app would take an error thrown here for a bad line. */
	#asked(call: Call): void {
		call.at = time();
		if (call.at < call.tab.quietUntil) {
			this.defect ??= new Violation(
				'S-16 Retry-After',
				'a device asked before the time it was told'
			);
		}
		const recent = (this.#recent.get(call.tab) ?? []).filter((at) => at > call.at - 1000);
		this.#recent.set(call.tab, [...recent, call.at]);
		if (recent.length > 400) this.defect ??= new Violation('I17 bounded', 'a storm of requests');
	}

	/** Live arrival: a moment after the commit, to every page that listens. */
	#told(clock: number): void {
		for (const tab of this.tabs) {
			const { live } = tab;
			if (live && tab.device.isOnline) setTimer(500, () => tab.isAlive && live.told(clock));
		}
	}

	/** The server went away: every live line ends. */
	endLives(): void {
		for (const tab of this.tabs) {
			const { live } = tab;
			tab.live = undefined;
			live?.lost();
		}
	}

	get tabs(): SimTab[] {
		return this.devices.flatMap((device) => device.tabs);
	}

	/** A page that is open and usable. */
	pickTab(random: Random): SimTab | undefined {
		const open = this.tabs.filter((tab) => tab.replica);
		return open.length > 0 ? random.pick(open) : undefined;
	}

	async answer(
		call: Call,
		strike?: Parameters<SimServer['answer']>[2]
	): Promise<SimReply | undefined> {
		const reply = await this.server.answer(call.token, call.body, strike);
		if (!reply) this.endLives();
		return reply;
	}

	/** Hands an answer to the device that waits for it, and remembers it for later mischief. */
	async give(call: Call, reply: SimReply | undefined): Promise<void> {
		this.network.take(call);
		const { device } = call.tab;
		const deafFor = this.deaf.get(device) ?? 0;
		if (deafFor > 0) {
			this.deaf.set(device, deafFor - 1);
			return call.settle(undefined);
		}
		if (reply?.status === 200 && !call.isDeaf) this.#remember(call, reply);
		if (reply && !call.isDeaf) hush(call, reply);
		call.settle(reply);
		await breathe();
	}

	#remember(call: Call, { text, headers }: SimReply): void {
		if (!headers['content-type']?.startsWith('application/json')) return;
		const reply = wholeReply(text);
		if (!reply) return;
		const from = (JSON.parse(call.body) as SyncRequest).cursor;
		const { device } = call.tab;
		this.old.push({ device, epochOfDisk: device.disk, reply, from });
		if (this.old.length > 12) this.old.shift();
	}

	/** Everything on the wires arrives, until nothing moves any more. */
	async deliverAll(): Promise<void> {
		await runTasks();
		for (let rounds = 0; this.network.calls.length > 0; rounds++) {
			if (rounds > 5000) throw new Violation('I17 bounded', 'requests without end');
			const call = this.network.calls[0]!;
			await this.give(call, call.reply ?? (await this.answer(call)));
			await runTasks();
		}
	}

	/** The faults stop. Everybody is back, and whatever was under way arrives at last. */
	async calm(): Promise<void> {
		this.isHealing = true;
		this.deaf.clear();
		this.narrow.clear();
		await runTasks();
		for (const { token, body } of this.ghosts.splice(0)) await this.server.answer(token, body);
		for (const device of this.devices) {
			device.disk.armed = undefined;
			device.isOnline = true;
			device.token = await this.server.signIn(device.account.account, device.account.deviceId);
			await healCleared(device);
			if (device.tabs.length === 0) device.openTab();
			await runTasks();
			for (const tab of device.tabs) tab.fire('online');
		}
		deliverLate();
		await this.deliverAll();
		// The longest wait a server may ask for.
		await sleep(3_700_000);
		await this.deliverAll();
	}

	/** One round: everybody asks once, and time for a retry passes. */
	async round(): Promise<void> {
		for (const device of this.devices) {
			for (const tab of device.tabs) tab.loop?.now();
			await this.deliverAll();
		}
		await pass(2000);
		await this.deliverAll();
	}

	async end(): Promise<void> {
		for (const device of this.devices) device.kill();
		await runTasks();
		await this.server.stop();
		await runTasks();
		forgetTasks();
	}
}

/** Whoever has not tapped yet does so now. */
async function healCleared(device: SimDevice): Promise<void> {
	const tab = device.isCleared ? device.front : undefined;
	if (!tab) return;
	void tab.rewrite();
	await runTasks();
}

/** undefined for an answer that was cut, wherever it was cut. */
function wholeReply(text: string): SyncReply | undefined {
	try {
		return JSON.parse(text) as SyncReply;
	} catch {
		return undefined;
	}
}

/** The wait an answer asks for, where it asks in whole seconds. */
function hush({ tab }: Call, { status, headers }: SimReply): void {
	const seconds = Number(headers['retry-after']);
	if ((status === 429 || status === 503) && seconds >= 1 && seconds <= 3600) {
		tab.quietUntil = time() + seconds * 1000;
	}
}
