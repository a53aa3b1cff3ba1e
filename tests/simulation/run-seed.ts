import { createHash } from 'node:crypto';
import type { Engine } from '#server/db/connect';
import { checkMoment, checkReplica, checkSealed, pictureOf } from './checks/device-checks';
import { checkSaved, checkServer, readTruth } from './checks/server-checks';
import { runTasks } from './ports/tasks';
import { time } from './ports/time';
import { takeTally, tally } from './tally';
import { happen } from './world/events';
import type { Plan } from './world/plan';
import { Simulation, Violation } from './world/simulation';

/** Rounds after which a device that is let through must have sent everything (I21). */
const ROUNDS = 20;

export interface Outcome {
	seed: number;
	/** Of everything that happened, in order: the same seed gives the same one. */
	hash: string;
	counts: Record<string, number>;
	/** The first promise that did not hold. */
	violation?: { check: string; detail: string; event: number };
}

/** Runs a plan from its first event to the last check. */
export async function runPlan(plan: Plan, engine: Engine): Promise<Outcome> {
	const hash = createHash('sha256');
	takeTally();
	let event = -1;
	const simulation = await Simulation.of(plan, engine);
	const said = listen(simulation);
	let violation: Outcome['violation'];
	try {
		for (event = 0; event < plan.events.length; event++) {
			await happen(simulation, plan.events[event]!);
			hash.update(stateLine(simulation, event));
			checkStep(simulation, event);
		}
		await settle(simulation);
		hash.update(stateLine(simulation, event));
	} catch (error) {
		violation = { ...describe(error), event };
	}
	await simulation.end().catch((error: unknown) => (violation ??= { ...describe(error), event }));
	said.stop();
	const counts = takeTally();
	const outcome = { seed: plan.seed, hash: hash.digest('hex').slice(0, 16), counts };
	return violation ? { ...outcome, violation } : outcome;
}

function describe(error: unknown): { check: string; detail: string } {
	if (error instanceof Violation) return { check: error.check, detail: error.message };
	const { name, message, stack } = error as Error;
	const at = stack?.split('\n').slice(1, 6).join('\n') ?? '';
	return { check: 'defect', detail: `${name}: ${message}\n${at}` };
}

function stateLine({ devices, network, saved }: Simulation, event: number): string {
	const parts = devices.map(({ front, tabs }) => {
		const { cursor, loaded } = front?.replica?.progress ?? { cursor: -1, loaded: -1 };
		return `${tabs.length}:${cursor}:${loaded}:${front?.replica?.outbox().length}`;
	});
	return `${event}|${time()}|${network.calls.length}|${saved.size}|${parts.join(' ')}\n`;
}

function checkStep(simulation: Simulation, event: number): void {
	if (simulation.defect) throw simulation.defect as Error;
	const { tabs } = simulation;
	const tab = tabs[event % Math.max(tabs.length, 1)];
	if (tab) checkMoment(simulation, tab);
}

/** The faults stop; within 20 rounds all is sent and all are level; then everything is looked at. */
async function settle(simulation: Simulation): Promise<void> {
	await simulation.calm();
	let rounds = 0;
	while (!(await isLevel(simulation))) {
		if (++rounds > ROUNDS) throw new Violation('I21 progress', await stuck(simulation));
		await simulation.round();
	}
	tally('rounds until level', rounds);
	simulation.typed.quiet();
	const truth = await readTruth(simulation);
	await checkServer(simulation, truth);
	checkSaved(simulation, truth);
	for (const device of simulation.devices) {
		for (const tab of device.tabs) {
			if (tab.replica) checkReplica(device, tab, truth);
		}
		checkSealed(device);
		await checkColdStart(device);
		checkTyped(simulation, device);
	}
	tally('acknowledged changes', truth.lines.length);
}

async function isLevel({ devices, server }: Simulation): Promise<boolean> {
	const clock = await server.clock();
	return devices.every(
		({ tabs }) =>
			tabs.some(({ replica }) => replica) &&
			tabs.every(({ replica }) => {
				if (!replica) return true;
				const { cursor, whole } = replica.progress;
				return replica.pending(1).length === 0 && cursor === clock && whole;
			})
	);
}

async function stuck({ devices, server }: Simulation): Promise<string> {
	const clock = await server.clock();
	const words = devices.flatMap(({ account, tabs }) =>
		tabs.map(({ replica, loop }) => {
			const { cursor, whole } = replica?.progress ?? {};
			const { state, waiting } = loop?.status ?? {};
			return `${account.account}: ${state}, ${waiting} waiting, ${cursor}/${clock}, whole ${whole}`;
		})
	);
	return words.join('; ');
}

async function checkColdStart(device: Simulation['devices'][number]): Promise<void> {
	const before = pictureOf(device.front!.replica!);
	device.kill();
	await runTasks();
	const { replica } = device.openTab();
	if (replica) throw new Violation('V-6 cold start', 'opened before it could');
	device.isOnline = false;
	await runTasks();
	const after = device.front?.replica;
	if (!after) throw new Violation('V-6 cold start', 'the device does not open again');
	// What could not be dropped when it was found damaged is found once more, and heals then.
	if (after.damaged > 0) return tally('C-09 damage found again');
	const differing = firstDifference(before, pictureOf(after));
	if (differing) throw new Violation('V-6 cold start', `the disk says otherwise: ${differing}`);
}

/** Every value typed more than a second before its page died is found again (V-7). */
function checkTyped({ typed }: Simulation, device: Simulation['devices'][number]): void {
	const [lost] = typed.missing(device);
	if (lost === undefined) return;
	throw new Violation('V-7 drafts', `${device.account.account} typed ${lost}, and it is nowhere`);
}

function firstDifference(before: string, after: string): string | undefined {
	const [a, b] = [before, after].map((text) => text.split('\n'));
	const at = a!.findIndex((line, index) => line !== b![index]);
	return before === after ? undefined : `${a![at]} / ${b![at]}`.slice(0, 300);
}

/** What the app says of itself is heard: an error it has no name for is a defect. */
function listen(simulation: Simulation): { stop: () => void } {
	const { error } = console;
	const defects = /TypeError|RangeError|ReferenceError|SyntaxError/;
	console.error = (...said: unknown[]) => {
		const text = said.map(String).join(' ');
		tally(`said: ${text.slice(0, 60)}`);
		if (defects.test(text)) simulation.defect ??= new Error(text);
	};
	const onRejection = (reason: unknown) => {
		if (reason instanceof Error && defects.test(reason.name)) simulation.defect ??= reason;
	};
	process.on('unhandledRejection', onRejection);
	return {
		stop() {
			console.error = error;
			process.off('unhandledRejection', onRejection);
		}
	};
}
