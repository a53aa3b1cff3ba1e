import { afterEach, expect, test } from 'vitest';
import type { WireRow } from '#domain/protocol/protocol';
import { NewMember } from '../../src/routes/(desk)/members/new/new-member.svelte';
import { aReply, branch, Device, idNumber, orgRows } from '../support/device';

/** 补录 fills in 入党时所在党支部 from the organisation, whatever an older version stored as its name. */

let device: Device | undefined;
afterEach(() => device?.close());

async function admittedIn(fullName: string) {
	device = await Device.loaded([], { now: () => new Date('2026-11-24T06:00:00.000Z') });
	const { replica } = device;
	const rows: WireRow[] = [['org', branch.id, 3, { ...branch, fullName }]];
	await replica.applyReply(aReply({ rows, cursor: 3, total: orgRows().length }));
	const ports = { id: crypto.randomUUID(), orgId: branch.id, remedy: () => undefined };
	const form = new NewMember(replica, ports);
	form.draft.type('name', '李四');
	form.draft.type('idNumber', idNumber(1));
	form.draft.type('ethnicity', '01');
	expect([await form.save(), form.problem]).toEqual([true, undefined]);
	return replica.member(ports.id)?.joinBranchName;
}

test.each([
	['in normal spelling', '示例第一支部', '示例第一支部'],
	['with letters and accents apart', '示例Jose\u0301支部', '示例José支部'],
	['with blanks, a tab and what nobody sees', ' 示例\u200b第一\t支部 ', '示例第一 支部'],
	// No value of the field in any spelling: the author writes it.
	['with a NUL', '示例\0支部', ''],
	['longer than the field', '长'.repeat(101), '']
])('a branch whose name is stored %s', async (_why, fullName, kept) => {
	expect(await admittedIn(fullName)).toBe(kept);
});
