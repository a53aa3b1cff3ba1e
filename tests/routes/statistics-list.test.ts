import { afterEach, expect, test } from 'vitest';
import { countMembers, type BarKey } from '#domain/features/statistics/count-members';
import { studentRows, studentTitle } from '#domain/features/statistics/sheet-rows';
import { nodeOf } from '#domain/features/statistics/node';
import { studentSheet } from '#domain/features/statistics/students';
import { placeIn } from '../../src/routes/(desk)/members/list-place.svelte';
import { MemberList } from '../../src/routes/(desk)/members/member-list.svelte';
import { barIn, barList, shownBar } from '../../src/routes/(desk)/members/bar-address';
import { SheetExport } from '../../src/routes/(desk)/statistics/sheet-export.svelte';
import {
	aMember,
	aReply,
	branch,
	Device,
	memberRow,
	orgRows,
	otherBranch
} from '../support/device';

const members = [
	aMember('甲', { education: '11', birthDate: '1990-01-01', gender: '1' }),
	aMember('乙', { education: '11', gender: '2', branchId: otherBranch.id }),
	aMember('丙', { education: '', membershipStatus: '' }),
	aMember('丁', { education: '11', membershipStatus: '2' })
];

const asked = (bar: BarKey) => ({
	orgId: '',
	state: undefined,
	group: undefined,
	only: shownBar(bar),
	address: ''
});

let device: Device | undefined;
afterEach(() => device?.close());

test('the list of every bar has exactly the members the bar counts', async () => {
	device = await Device.loaded(members);
	const { replica } = device;
	const place = placeIn(replica);
	const list = new MemberList(replica, place);
	const under = replica.under(branch.id).held;
	expect(under).toHaveLength(3);
	for (const { dimension, bars } of countMembers(under, replica.context().today).charts) {
		for (const { group, count } of bars) {
			place.show(asked({ by: dimension.key, is: group }));
			expect([dimension.key, group, list.shown.length]).toEqual([dimension.key, group, count]);
			expect(list.byState.all).toBe(count);
		}
	}
});

test('a bar opens its list whatever was searched for before; taking the filter off shows all again', async () => {
	device = await Device.loaded(members);
	const place = placeIn(device.replica);
	const list = new MemberList(device.replica, place);
	place.query = '丙';
	place.state = 'complete';
	place.show(asked({ by: 'education', is: '11' }));
	expect(list.shown.map(({ name }) => name)).toEqual(['甲']);
	expect(list.onlyWords).toBe('学历：研究生');
	expect(place.filtered).toBe(true);
	place.clear();
	expect(list.shown.map(({ name }) => name)).toEqual(['丙', '甲']);
	expect(list.onlyWords).toBeUndefined();
	place.show(asked({ by: 'membershipStatus', is: '2' }));
	expect(list.shown.map(({ name }) => name)).toEqual(['丁']);
});

test('the address names a field and a code, never a person; what it does not know it leaves', () => {
	const address = barList('o1', { by: 'ageBand', is: '21' });
	expect(address).toBe('/members?org=o1&by=ageBand&is=21');
	const params = new URL(address, 'http://localhost').searchParams;
	expect(barIn(params)).toEqual({ by: 'ageBand', is: '21' });
	expect(barIn(new URLSearchParams('by=education'))).toEqual({ by: 'education', is: '' });
	expect(barIn(new URLSearchParams('by=name&is=x'))).toBeUndefined();
	expect(barIn(new URLSearchParams('org=o1'))).toBeUndefined();
});

test('[S-15] no sheet leaves a branch that is not whole: nothing is written, nothing logged', async () => {
	device = await Device.new();
	const rows = [...orgRows(), ...members.map((member) => memberRow(member, 2))];
	await device.replica.applyReply(aReply({ rows, cursor: 2, total: 18, more: true }));
	const { replica } = device;
	const sheet = studentSheet(replica.members(), nodeOf(branch, replica.orgs()), '2026-11-26');
	const flow = new SheetExport(replica);
	const file = await flow.run(branch.id, {
		title: studentTitle,
		rows: studentRows(sheet, branch.fullName),
		columns: ['项目'],
		named: 0
	});
	expect(file).toBeUndefined();
	expect(flow.problem).toEqual({ code: 'replica.partial', loaded: rows.length, total: 18 });
	expect(replica.outbox()).toEqual([]);
});
