import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { honour } from '#domain/codes/honour';
import { entriesOf } from '#domain/model/member/entries';
import { editMember } from '#domain/mutations/member/edit-member';
import { moveMember } from '#domain/mutations/member/move-member';
import type { Problem } from '#domain/kernel/problem';
import { aMember, branch, Device, otherBranch } from '../support/device';
import { aJpeg } from '../support/photos';
import { fileProblem } from '../../src/routes/(desk)/file-problem';
import { OpenEntries } from '../../src/routes/(desk)/members/[memberId]/[tab=tab]/open-entries.svelte';
import { OpenMember } from '../../src/routes/(desk)/members/[memberId]/[tab=tab]/open-member.svelte';
import { PhotoDesk } from '../../src/routes/(desk)/members/[memberId]/[tab=tab]/photo-desk.svelte';
import { RecordWriter } from '../../src/routes/(desk)/members/[memberId]/[tab=tab]/record-writer';

/** A form that is still there under another person’s address writes nothing, whatever it is asked. */

const wang = aMember('wang', { name: '王某' });
const zhao = aMember('zhao', { name: '赵某' });
const jpeg = aJpeg({ data: 3000, seed: 7 });

let device: Device;
/** The id in the address. */
let address: string | undefined;
/** Everything the form of one record writes with. */
let form: ReturnType<typeof formOf>;

function formOf({ replica }: Device) {
	const writer = new RecordWriter(replica, wang.id, () => address);
	const stored = () => replica.member(wang.id) ?? wang;
	const ports = { tab: () => 'basic' as const, remedy: () => undefined };
	return {
		writer,
		record: new OpenMember(replica, wang, writer, ports),
		entries: new OpenEntries(replica, writer, stored),
		photo: new PhotoDesk(replica, writer, stored)
	};
}

beforeEach(async () => {
	device = await Device.loaded([wang, zhao]);
	address = wang.id;
	form = formOf(device);
});
afterEach(() => device.close());

/** An award is typed into the form of a new row, which stays open. */
function typedAward() {
	form.entries.add('rewards');
	const draft = form.entries.current!;
	draft.type('honour', honour.choices[0]!.code);
	draft.type('approvedOn', '2024-07-01');
	draft.type('approvedBy', '示例党委');
	return draft;
}

type Write = () => Promise<Problem | undefined>;
const writes: Record<string, Write> = {
	'保存 of the fields': async () => {
		form.record.draft.type('nativePlace', '甲地');
		await form.record.save();
		return form.record.problem;
	},
	'保存 of all tabs, as before leaving or for 备注信息': async () => {
		form.record.draft.type('remark', '见会议记录');
		await form.record.saveAll();
		return form.record.problem;
	},
	'保存 of a row': async () => {
		await form.entries.save(typedAward());
		return form.entries.problem;
	},
	'移除 of a row': async () => {
		await form.entries.remove('rewards', 'x');
		return form.entries.problem;
	},
	'撤销 of a removal': async () => {
		form.entries.removed.set('rewards', 'x');
		await form.entries.restore('rewards');
		return form.entries.problem;
	},
	'a new photo': async () => {
		await form.photo.keep(jpeg);
		return form.photo.problem;
	},
	用回这张: async () => {
		const old = { id: 'p', sha256: 'x', bytes: 1, width: 1, height: 1 };
		await form.photo.takeBack({ ...old, change: '', by: '', device: '', at: '' });
		return form.photo.problem;
	},
	上报: async () => fileProblem(device.replica, wang, form.writer)?.('ID-02'),
	转移: async () => {
		const args = { id: wang.id, from: branch.id, to: otherBranch.id };
		const moved = await form.writer.mutate(moveMember, args);
		return moved.ok ? undefined : moved.problem;
	},
	'an edit made out to somebody else': async () => {
		const edits = { nativePlace: { from: '', to: '甲地' } };
		address = wang.id;
		const made = await form.writer.mutate(editMember, { id: zhao.id, edits });
		return made.ok ? undefined : made.problem;
	}
};

describe.each([
	['another person', zhao.id],
	['a page without a person', undefined]
])('under the address of %s', (_what, elsewhere) => {
	test.each(Object.entries(writes))(
		'%s is refused and nothing is written',
		async (_name, write) => {
			address = elsewhere;
			expect(await write()).toEqual({ code: 'record.not-open', id: wang.id });
			expect(device.replica.outbox()).toEqual([]);
			expect(device.replica.member(zhao.id)).toMatchObject({ nativePlace: '', remark: '' });
		}
	);
});

test('what was typed is still there, and is saved once its own address is back', async () => {
	address = zhao.id;
	form.record.draft.type('nativePlace', '甲地');
	expect(await form.record.save()).toBe(false);
	expect(form.record.draft.edits()).toEqual({ nativePlace: { from: '', to: '甲地' } });
	address = wang.id;
	expect(await form.record.save()).toBe(true);
	expect(device.replica.member(wang.id)!.nativePlace).toBe('甲地');
	expect(device.replica.member(zhao.id)!.nativePlace).toBe('');
	expect(entriesOf(device.replica.member(zhao.id)!, 'rewards')).toEqual([]);
});
