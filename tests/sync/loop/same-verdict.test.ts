import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { admitMember } from '#domain/mutations/member/admit-member';
import { newChangeId } from '#store/disk/change-id';
import { localIso } from '#store/disk/local-time';
import { branch, Device, idNumber, orgRows, aReply, secretary } from '../../support/device';
import { aServer, type TestServer } from '../../support/server';

let server: TestServer;
let device: Device;
beforeAll(async () => {
	server = await aServer();
	device = await Device.new({ account: { ...secretary, account: server.secretary(branch) } });
	await device.replica.applyReply(aReply({ rows: orgRows() }));
});
afterAll(async () => {
	device.close();
	await server.close();
});

/** The first one is right, and comes most of the time. */
function mostly(right: string, ...wrong: string[]): fc.Arbitrary<string> {
	return fc.oneof(
		{ weight: 6, arbitrary: fc.constant(right) },
		{ weight: 1, arbitrary: fc.constantFrom(...wrong) }
	);
}

const dates = ['', '1990-01-01', '2006-06-14', '2099-01-01', '2006-02'];
const values = fc.record({
	name: mostly('张三', '', '张 三', '张3', '扎西·央金'),
	idNumber: mostly(idNumber(1), idNumber(2).slice(0, 17), '990001199001010000', ''),
	gender: mostly('1', '2', ''),
	ethnicity: mostly('01', '', '99'),
	birthDate: mostly('1990-01-01', '1991-01-01', ''),
	mobile: mostly('16400000001', '164', ''),
	memberCategory: mostly('1', '2', ''),
	joinDate: mostly('2005-06-15', ...dates),
	regularDate: mostly('2006-06-15', ...dates),
	workPost: mostly('10202', '40203', '77777', ''),
	education: mostly('21', '6', 'Q', ''),
	otherPhone: mostly('', '12345678', '0532-12345678')
});

test('[S-12] device and server derive the same findings: what one refuses the other refuses, by the same rules', async () => {
	let refused = 0;
	let taken = 0;
	const same = fc.asyncProperty(values, async (given) => {
		const args = {
			id: crypto.randomUUID(),
			values: { ...given, branchId: branch.id },
			imported: false
		};
		const here = await device.replica.mutate(admitMember, args);
		const change = { id: newChangeId(), name: admitMember.name, args, at: localIso(new Date()) };
		const { verdicts } = await server.push(server.secretary(branch), change);
		const there = verdicts[0];
		expect(there?.verdict).toBe(here.ok ? 'applied' : 'refused');
		if (!here.ok) expect(there?.problem).toEqual(here.problem);
		if (here.ok) taken += 1;
		else refused += 1;
	});
	await fc.assert(same, { numRuns: 150, seed: 20_261_126 });
	expect(refused).toBeGreaterThan(20);
	expect(taken).toBeGreaterThan(20);
});
