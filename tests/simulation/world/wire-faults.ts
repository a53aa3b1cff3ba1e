import type { SyncReply } from '#domain/protocol/protocol';
import type { Random } from '../ports/random';
import { tally } from '../tally';
import type { Call } from './network';
import type { FateKind } from './plan';
import { jsonReply, type SimReply, type Strike } from './sim-server';
import { Violation, type Simulation } from './simulation';

/** Statements of a request after which a strike hits nothing any more. */
const STATEMENTS = 16;

function page(status: number, headers: Record<string, string> = {}): SimReply {
	const type = { 'content-type': 'text/html' };
	return { status, headers: { ...type, ...headers }, text: '<html>校园网认证</html>' };
}

/** Answers that somebody else gives in the server’s place, before it or after it. */
const foreign: Partial<Record<FateKind, (random: Random) => SimReply>> = {
	'N-09 portal page': () => page(200),
	'N-09 portal redirect': () => page(302, { location: 'http://portal.example/' }),
	'N-09 portal 511': () => page(511),
	'N-10 504 before the server': () => page(504),
	'N-11 429 with a number': (random) =>
		jsonReply(
			429,
			{ code: 'session.wait', retryAfter: 7 },
			{ 'retry-after': String(random.pick([0, 1, 40, -5])) }
		),
	'N-11 429 with a text': () => page(429, { 'retry-after': 'Wed, 21 Oct 2015 07:28:00 GMT' }),
	'N-11 429 without end': () => page(429, { 'retry-after': '1000000000' }),
	'V-04 426': () => jsonReply(426, { code: 'protocol.unknown', protocol: 2 }),
	'P-02 empty 200': () => ({ status: 200, headers: {}, text: '' })
};

/** The event `network`: something happens to one message under way. */
export async function moveMessage(simulation: Simulation, random: Random): Promise<void> {
	const { calls } = simulation.network;
	if (simulation.ghosts.length > 0 && random.chance(0.1)) {
		const [ghost] = simulation.ghosts.splice(random.below(simulation.ghosts.length), 1);
		await simulation.server.answer(ghost!.token, ghost!.body);
	}
	if (calls.length === 0) return;
	const call = random.chance(0.7) ? calls[0]! : random.pick(calls);
	if (call !== calls[0]) tally('N-04 messages reordered');
	const fate = random.weighted<FateKind>(simulation.setting.fates);
	if (call.reply) return returning(simulation, call, fate);
	return outgoing(simulation, call, fate, random);
}

/** An answer on its way back. */
async function returning(simulation: Simulation, call: Call, fate: FateKind): Promise<void> {
	const reply = call.reply!;
	switch (fate) {
		case 'N-02 answer lost':
			tally(fate);
			return simulation.give(call, undefined);
		case 'N-06 answer cut':
			tally(fate);
			return simulation.give(call, { ...reply, text: reply.text.slice(0, reply.text.length / 2) });
		case 'N-07 answer late':
			return;
		default:
			return simulation.give(call, reply);
	}
}

async function outgoing(
	simulation: Simulation,
	call: Call,
	fate: FateKind,
	random: Random
): Promise<void> {
	const other = foreign[fate];
	if (fate !== 'delivered') tally(fate);
	if (call.isDeaf) {
		tally('N-07 request of a device that waits no longer');
		simulation.network.take(call);
		await simulation.answer(call);
		return;
	}
	const { device } = call.tab;
	if (fate === 'P-01 413 by a proxy') simulation.narrow.set(device, 4 + random.below(8));
	const narrow = simulation.narrow.get(device) ?? 0;
	if (narrow > 0 && !call.body.includes('"changes":[]')) {
		simulation.narrow.set(device, narrow - 1);
		return simulation.give(call, jsonReply(413, { code: 'request.too-large' }));
	}
	if (other) return simulation.give(call, other(random));
	const strike = strikeOf(fate, random);
	if (strike) return simulation.give(call, await simulation.answer(call, strike));
	return disturbed(simulation, call, fate, random);
}

function strikeOf(fate: FateKind, random: Random): Strike | undefined {
	const statement = random.below(STATEMENTS);
	if (fate === 'S-01 server dies before commit') return { kind: 'dies', statement };
	if (fate === 'S-05 database refuses a statement') return { kind: 'fails', statement };
	if (fate === 'S-12 log refuses its line') return { kind: 'log-fails' };
	return undefined;
}

async function disturbed(
	simulation: Simulation,
	call: Call,
	fate: FateKind,
	random: Random
): Promise<void> {
	const { server } = simulation;
	switch (fate) {
		case 'N-01 request lost':
			return simulation.give(call, undefined);
		case 'N-02 answer lost':
			await simulation.answer(call);
			return simulation.give(call, undefined);
		case 'N-03 request delivered twice':
			return twice(simulation, call);
		case 'N-03 request delivered again much later':
			simulation.ghosts.push({ token: call.token, body: call.body });
			return simulation.give(call, await simulation.answer(call));
		case 'N-05 request cut':
			await server.answer(call.token, call.body.slice(0, random.below(call.body.length)));
			return simulation.give(call, undefined);
		case 'N-06 answer cut': {
			const reply = (await simulation.answer(call))!;
			return simulation.give(call, { ...reply, text: reply.text.slice(0, random.below(200)) });
		}
		case 'N-07 answer late':
			call.reply = await simulation.answer(call);
			return;
		case 'N-08 line cut one way':
			simulation.deaf.set(call.tab.device, 1 + random.below(5));
			return simulation.give(call, await simulation.answer(call));
		case 'N-10 502 after commit':
			await simulation.answer(call);
			return simulation.give(call, page(502));
		case 'N-10 503 after commit':
			await simulation.answer(call);
			return simulation.give(call, page(503, { 'retry-after': '3' }));
		case 'I-11 old answer again':
			hearAgain(simulation, random);
			return simulation.give(call, await simulation.answer(call));
		case 'S-02 server dies after commit':
			await simulation.answer(call);
			await server.restart();
			simulation.endLives();
			return simulation.give(call, undefined);
		case 'SC-09 session ends at the server':
			await server.endSessions(call.tab.device.account.account);
			return overSession(simulation, call);
		default: {
			const reply = await simulation.answer(call);
			if (random.chance(0.7)) return simulation.give(call, reply);
			call.reply = reply;
		}
	}
}

/** Nothing is taken under a session that has ended (I14). */
async function overSession(simulation: Simulation, call: Call): Promise<void> {
	const reply = await simulation.answer(call);
	if (reply?.status === 200) throw new Violation('I14 session', 'an ended session was served');
	await simulation.give(call, reply);
}

/** The same request again says the same of every change (S-2). */
async function twice(simulation: Simulation, call: Call): Promise<void> {
	const first = await simulation.answer(call);
	const second = await simulation.answer(call);
	if (first?.status === 200 && second?.status === 200) {
		const [a, b] = [first, second].map(({ text }) =>
			JSON.stringify((JSON.parse(text) as SyncReply).verdicts)
		);
		if (a !== b) throw new Violation('S-2 same verdict', 'a change sent twice got another verdict');
	}
	await simulation.give(call, second);
}

/** An answer that was long thought lost comes in after all. */
function hearAgain(simulation: Simulation, random: Random): void {
	if (simulation.old.length === 0) return;
	const { device, epochOfDisk, reply, from } = random.pick(simulation.old);
	if (device.disk !== epochOfDisk) return;
	void device.front?.replica?.applyReply(structuredClone(reply), from);
}
