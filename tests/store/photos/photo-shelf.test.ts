import { afterEach, expect, test, vi } from 'vitest';
import { removePhoto } from '#domain/mutations/member/remove-photo';
import { setPhoto } from '#domain/mutations/member/set-photo';
import { eventually } from '../../support/eventually';
import { aMember, applied, aReply, Device, dumpOf, memberRow, refused } from '../../support/device';
import { aJpeg, comment, factsOf } from '../../support/photos';

const wang = aMember('王一');
const jpeg = aJpeg({ data: 3000, seed: 7 });
const devices: Device[] = [];
afterEach(() => devices.splice(0).forEach((device) => device.close()));

async function device(): Promise<Device> {
	const made = await Device.loaded([wang]);
	devices.push(made);
	return made;
}

const bytesIn = async (blob: Blob | undefined) => blob && new Uint8Array(await blob.arrayBuffer());

test('[V-1] a photo lies sealed on the disk, and is there again after a restart without a network', async () => {
	const one = await device();
	const set = await one.replica.photos.set(wang.id, jpeg);
	expect(set.ok).toBe(true);
	const dump = await dumpOf(one.db);
	expect(dump).not.toContain('JFIF');
	for (const at of [0, 700, 2000]) {
		const part = Buffer.from(jpeg.subarray(at, at + 24)).toString('utf8');
		expect(dump).not.toContain(part);
	}
	expect(dump).not.toContain(wang.id);
	const replica = await one.restart();
	const member = replica.member(wang.id)!;
	expect(member.photo).toMatchObject({ bytes: jpeg.length, width: 480, height: 672 });
	expect(await bytesIn(await replica.photos.read(member))).toEqual(jpeg);
	expect([...replica.photos.waiting]).toEqual([member.photo!.id]);
	expect(await replica.photos.urlOf(member.photo!)).toMatch(/^data:image\/jpeg;base64,\/9j\//);
});

test('[V-1] a sealed photo put in the place of another is not opened', async () => {
	const one = await device();
	await one.replica.photos.set(wang.id, jpeg);
	await one.replica.photos.set(wang.id, aJpeg({ seed: 9 }));
	const [first, second] = await one.db.photo.toArray();
	await one.db.photo.put({ ...second!, sealed: first!.sealed });
	expect(await one.replica.photos.opened(second!.id)).toBeUndefined();
	expect(await one.replica.photos.opened(first!.id)).toMatchObject({ memberId: wang.id });
});

test('[S-1] bytes and change are on the disk together: a full disk keeps neither, and says so', async () => {
	const one = await device();
	const full = new DOMException('full', 'QuotaExceededError');
	const put = vi.spyOn(one.db.photo, 'bulkPut').mockRejectedValue(full);
	const set = await one.replica.photos.set(wang.id, jpeg);
	expect(set).toEqual({ ok: false, problem: { code: 'storage.full' } });
	expect(one.replica.outbox()).toEqual([]);
	expect(one.replica.member(wang.id)!.photo).toBeUndefined();
	expect(await one.db.photo.count()).toBe(0);
	put.mockRestore();
	expect((await one.replica.photos.set(wang.id, jpeg)).ok).toBe(true);
});

test('only a plain JPEG is kept', async () => {
	const one = await device();
	for (const bytes of [
		aJpeg({ beside: [comment('where it was taken')] }),
		aJpeg({ data: 210_000 }),
		new Uint8Array([1, 2, 3])
	]) {
		const set = await one.replica.photos.set(wang.id, bytes);
		expect(set).toMatchObject({ ok: false, problem: { code: 'input.invalid', path: 'photo' } });
	}
	expect(await one.db.photo.count()).toBe(0);
});

test('a second tab shows and counts the photo of the first', async () => {
	const one = await device();
	const tab = await one.tab();
	await one.replica.photos.set(wang.id, jpeg);
	await eventually(() => expect(tab.photos.waiting.size).toBe(1));
	const member = await eventually(() => {
		const seen = tab.member(wang.id)!;
		expect(seen.photo).toBeTruthy();
		return seen;
	});
	expect(await bytesIn(await tab.photos.read(member))).toEqual(jpeg);
	await one.replica.photos.sent(member.photo!.id, 'e1');
	await eventually(() => expect(tab.photos.waiting.size).toBe(0));
});

test('[S-7] a row that leaves takes its cached photo along; what no server has stays', async () => {
	const one = await device();
	const { photos } = one.replica;
	await photos.set(wang.id, jpeg);
	const sent = one.replica.member(wang.id)!.photo!.id;
	await photos.sent(sent, 'e1');
	await photos.set(wang.id, aJpeg({ seed: 3 }));
	const mine = one.replica.outbox().map(({ change }, at) => applied(change.id, 10 + at));
	const out = aReply({ rows: [['member', wang.id, 20, null]], verdicts: mine, cursor: 20 });
	await one.replica.applyReply(out, one.replica.progress.cursor);
	await photos.prune();
	expect(one.replica.member(wang.id)).toBeUndefined();
	expect(await one.db.photo.toCollection().primaryKeys()).toEqual([...photos.waiting]);
	expect(photos.waiting.has(sent)).toBe(false);
	expect(photos.alone).toBe(1);
});

test('[S-5] the photo of a refused change stays until its author gives the change up', async () => {
	const one = await device();
	await one.replica.photos.set(wang.id, jpeg);
	const { id } = one.replica.outbox()[0]!.change;
	await one.replica.discard(id);
	expect(one.replica.photos.waiting.size).toBe(1);
	await one.replica.applyReply(aReply({ verdicts: [refused(id)], cursor: 2 }));
	await one.replica.photos.prune();
	expect(one.replica.photos.waiting.size).toBe(1);
	expect(one.replica.photos.alone).toBe(0);
	await one.replica.discard(id);
	expect(one.replica.photos.waiting.size).toBe(0);
	expect(await one.db.photo.count()).toBe(0);
});

test('a photo whose bytes are not the ones the record speaks of is not shown', async () => {
	const one = await device();
	await one.replica.photos.set(wang.id, jpeg);
	const photo = one.replica.member(wang.id)!.photo!;
	expect(await one.replica.photos.bytesOf({ ...photo, sha256: 'f'.repeat(64) })).toBeUndefined();
});

test('删除 and 撤销: the photo goes into the history and comes back with its bytes', async () => {
	const one = await device();
	const { replica } = one;
	await replica.photos.set(wang.id, jpeg);
	const { id, sha256, bytes, width, height } = replica.member(wang.id)!.photo!;
	await replica.mutate(removePhoto, { memberId: wang.id, photoId: id });
	expect(replica.member(wang.id)).toMatchObject({ photo: null, photos: [{ id }] });
	const photo = { id, sha256, bytes, width, height };
	await replica.mutate(setPhoto, { memberId: wang.id, photo });
	expect(replica.member(wang.id)).toMatchObject({ photo: { id }, photos: [] });
	expect(await bytesIn(await replica.photos.read(replica.member(wang.id)!))).toEqual(jpeg);
});

test('facts without bytes are a photo that this device has not got', async () => {
	const one = await device();
	const photo = factsOf('elsewhere', jpeg);
	const signature = { change: photo.id, by: 'u990001', device: '', at: '' };
	const row = memberRow({ ...wang, photo: { ...photo, ...signature } }, 5);
	await one.replica.applyReply(aReply({ rows: [row], cursor: 5 }));
	expect(await one.replica.photos.read(one.replica.member(wang.id)!)).toBeUndefined();
});
