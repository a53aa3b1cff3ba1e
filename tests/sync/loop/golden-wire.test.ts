import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { editMember } from '#domain/mutations/member/edit-member';
import { SyncReply, SyncRequest } from '#domain/protocol/protocol';
import { Wire } from '#sync/loop/wire';
import { aMember, branch, Device, orgRows, aReply, uuid } from '../../support/device';
import { aServer } from '../../support/server';

/**
 * What devices and servers of protocol 1 said, checked in: a change of these files is a change of
 * the wire, and a released protocol keeps being read (S-11).
 */
function golden(name: string): string {
	return readFileSync(new URL(`../../fixtures/wire/${name}.json`, import.meta.url), 'utf8');
}

const wang = aMember('王一');

test('[S-11] a request of the first release is read and judged by today’s server', async () => {
	const server = await aServer();
	await server.put(['member', wang]);
	const request = JSON.parse(golden('protocol-1-request')) as SyncRequest;
	expect(SyncRequest.safeParse(request).success).toBe(true);
	request.changes[0]!.args['id'] = wang.id;
	const reply = await server.handle(request, server.secretary(branch));
	expect(reply.verdicts.map(({ verdict }) => verdict)).toEqual(['applied']);
	const row = reply.rows.find(([table, id]) => table === 'member' && id === wang.id);
	expect(row?.[3]).toMatchObject({ remark: '请假到岗' });
	await server.close();
});

test('[S-11] a reply of another release is read; what this one does not know stays in the row through an edit', async () => {
	const device = await Device.new();
	await device.replica.applyReply(aReply({ rows: orgRows() }));
	const text = golden('protocol-1-reply').replaceAll('BRANCH', branch.id);
	const wire = new Wire(async () => new Response(text, { headers: json }));
	const answer = await wire.sync(ask);
	if (answer.kind !== 'ok') throw new Error(answer.kind);
	expect(SyncReply.safeParse(answer.value).success).toBe(true);
	expect((await device.replica.applyReply(answer.value, 0)).ok).toBe(true);

	const id = '00000000-0000-4000-8000-0000e78e8be4';
	expect(device.replica.member(id)).toMatchObject({ name: '王一', bloodType: '不认识的项' });
	const edits = { remark: { from: '请假到岗', to: '已到岗' } };
	expect((await device.replica.mutate(editMember, { id, edits })).ok).toBe(true);
	expect(device.replica.member(id)).toMatchObject({ remark: '已到岗', bloodType: '不认识的项' });
	await device.restart();
	expect(device.replica.member(id)).toMatchObject({ remark: '已到岗', bloodType: '不认识的项' });
	device.close();
});

const json = { 'content-type': 'application/json' };
const ask = {
	protocol: 1,
	device: uuid('d1'),
	cursor: 0,
	epoch: null,
	changes: []
} as const satisfies SyncRequest;
