import { createHash } from 'node:crypto';
import { addOrg } from '#domain/mutations/org/add-org';
import { admitMember } from '#domain/mutations/member/admit-member';
import { setPhoto } from '#domain/mutations/member/set-photo';
import type { PlainDate } from '#domain/kernel/plain-date';
import type { Change } from '#domain/protocol/change';
import { limits } from '#domain/protocol/protocol';
import { plainJpegSize } from '#domain/picture/plain-jpeg';
import type { Trx } from '#server/db/schema';
import { demoId, demoMembers, demoOrgs, type DemoMember } from '#server/demo/campus';
import { drawnPortrait } from '#server/demo/drawn-portrait';
import { stories } from '#server/demo/stories';
import { takeWhole } from '#server/photo/take-piece';
import { acceptAll } from '#server/sync/accept';
import type { Principal } from '#server/sync/principal';

/** Everything below the root, as the system administrator would enter it. */
export async function seedOrgs(trx: Trx, system: Principal, at: string): Promise<void> {
	const below = demoOrgs().filter((org) => org.parentId !== null);
	await enter(
		trx,
		system,
		at,
		below.map((org) => ({ word: org.id, name: addOrg.name, args: org }))
	);
}

/** The members, their portraits, and what happened to them before anybody looked. */
export async function seedMembers(trx: Trx, system: Principal, at: string): Promise<void> {
	const day = dayOf(at);
	const members = demoMembers(day);
	const admitted = members.map(({ id, values }) => ({
		word: id,
		name: admitMember.name,
		args: { id, values, imported: false }
	}));
	await enter(trx, system, at, admitted);
	await seedPortraits(trx, system, at, members);
	const changeOf = (word: string) => demoId('change', word);
	for (const { by, ...story } of stories(members, day, changeOf)) {
		await enter(trx, principalOf(by, system), at, [story]);
	}
}

/** Records first, then the bytes they name, as from a phone. */
async function seedPortraits(
	trx: Trx,
	system: Principal,
	at: string,
	members: readonly DemoMember[]
): Promise<void> {
	const drawn = members.flatMap(({ id, sitter }) => {
		if (!sitter) return [];
		const bytes = drawnPortrait(sitter);
		const photo = { id: demoId('photo', id), ...factsOf(bytes) };
		return [{ bytes, args: { memberId: id, photo } }];
	});
	const named = drawn.map(({ args }) => ({
		word: `photo ${args.memberId}`,
		name: setPhoto.name,
		args
	}));
	await enter(trx, system, at, named);
	for (const { bytes, args } of drawn) {
		const name = { member: args.memberId, photo: args.photo.id };
		const taken = await takeWhole(trx, system, name, bytes, at);
		if (taken !== 'taken') throw new Error('the demo was refused: a portrait');
	}
}

function factsOf(bytes: Uint8Array) {
	const size = plainJpegSize(bytes);
	if (!size) throw new Error('the demo drew no plain JPEG');
	const sha256 = createHash('sha256').update(bytes).digest('hex');
	return { sha256, bytes: bytes.length, width: size.width, height: size.height };
}

/** An account of the demo, at a device that is nobody’s. */
function principalOf(account: string, { campus }: Principal): Principal {
	const kind = account.startsWith('a') ? 'a' : 'u';
	const orgId = demoId('org', account.slice(1));
	return { account, kind, orgId, campus, device: demoId('device', account) };
}

/** The way of every change: judged, logged, seen by its chain. One refusal and there is no demo. */
async function enter(
	trx: Trx,
	system: Principal,
	at: string,
	intents: readonly { word: string; name: string; args: Change['args'] }[]
): Promise<void> {
	for (let from = 0; from < intents.length; from += limits.changes) {
		const changes = intents.slice(from, from + limits.changes).map(({ word, name, args }) => ({
			id: demoId('change', word),
			name,
			args,
			at
		}));
		const { verdicts } = await acceptAll(trx, system, changes, at);
		const refused = verdicts.find(({ verdict }) => verdict === 'refused');
		if (refused || verdicts.length < changes.length) {
			throw new Error(`the demo was refused: ${refused?.problem?.code ?? 'a defect'}`);
		}
	}
}

/** The day it is then where the demo campus lies. */
function dayOf(at: string): PlainDate {
	return new Date(at).toLocaleDateString('sv-SE', { timeZone: 'Asia/Shanghai' });
}
