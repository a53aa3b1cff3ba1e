import { createHash } from 'node:crypto';
import { z } from 'zod';
import { addOrg } from '#domain/org/add-org';
import { admitMember } from '#domain/member/admit-member';
import type { PlainDate } from '#domain/kernel/plain-date';
import type { Change } from '#domain/mutation/change';
import { limits } from '#domain/mutation/protocol';
import type { Trx } from '#server/db/schema';
import { dated } from '#server/demo/dated';
import { acceptAll } from '#server/sync/accept';
import type { Who } from '#server/sync/who';
import members from './members.json' with { type: 'json' };
import orgs from './orgs.json' with { type: 'json' };

const DemoOrg = z.strictObject({
	code: z.string(),
	type: z.string(),
	fullName: z.string(),
	shortName: z.string(),
	parentCode: z.string().nullable()
});
const WrittenMember = z.strictObject({
	branchCode: z.string(),
	values: z.record(z.string(), z.string())
});

export interface DemoMember {
	id: string;
	values: Record<string, string>;
}

export type DemoOrg = Omit<z.infer<typeof DemoOrg>, 'parentCode'> & {
	id: string;
	parentId: string | null;
};

/** The organisations of the demo campus, parents first. Their ids are made of their codes. */
export function demoOrgs(): DemoOrg[] {
	return z
		.array(DemoOrg)
		.parse(orgs)
		.map(({ parentCode, ...org }) => ({
			...org,
			id: demoId('org', org.code),
			parentId: parentCode === null ? null : demoId('org', parentCode)
		}));
}

/** Everything below the root, as the system administrator would enter it. */
export async function seedOrgs(trx: Trx, system: Who, at: string): Promise<void> {
	const below = demoOrgs().filter((org) => org.parentId !== null);
	await enter(
		trx,
		system,
		at,
		below.map((org) => ({ name: addOrg.name, args: org }))
	);
}

/** The members of the demo campus as they are on `day`; their ids are made of their place in the list. */
export function demoMembers(day: PlainDate): DemoMember[] {
	return z
		.array(WrittenMember)
		.parse(members)
		.map(({ branchCode, values }, index) => ({
			id: demoId('member', String(index)),
			values: { ...dated(values, day), branchId: demoId('org', branchCode) }
		}));
}

export async function seedMembers(trx: Trx, system: Who, at: string): Promise<void> {
	const admitted = demoMembers(dayOf(at)).map((member) => ({
		name: admitMember.name,
		args: { ...member, imported: false }
	}));
	await enter(trx, system, at, admitted);
}

/** The way of every change: judged, logged, seen by its chain. One refusal and there is no demo. */
async function enter(
	trx: Trx,
	system: Who,
	at: string,
	intents: readonly { name: string; args: Change['args'] }[]
): Promise<void> {
	for (let from = 0; from < intents.length; from += limits.changes) {
		const changes = intents.slice(from, from + limits.changes).map(({ name, args }) => ({
			id: demoId('change', `${name} ${String(args['id'])}`),
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

/** A UUID of version 8 made of a word, so that the demo is the same everywhere. */
function demoId(kind: string, word: string): string {
	const hex = createHash('sha256').update(`branchbook demo ${kind} ${word}`).digest('hex');
	const tail = `${hex.slice(15, 18)}-${hex.slice(18, 30)}`;
	return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(12, 15)}-8${tail}`;
}
