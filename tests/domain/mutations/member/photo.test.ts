import { expect, test } from 'vitest';
import type { Member } from '#domain/model/member/member';
import { photosOf, type PhotoFacts } from '#domain/model/member/photo';
import { memberLimits } from '#domain/mutations/row-limits';
import { removePhoto } from '#domain/mutations/member/remove-photo';
import { setPhoto } from '#domain/mutations/member/set-photo';
import type { Context } from '#domain/mutations/mutation';
import { aMember, branch, campus, otherBranch, uuid } from '../../../support/device';
import { MemoryTx } from '../../../support/memory-tx';
import { aJpeg, factsOf } from '../../../support/photos';

const wang = aMember('王一');
const jpeg = aJpeg();
const first = factsOf('first', jpeg);
const second = factsOf('second', jpeg);

function desk(member: Member = wang) {
	const tx = new MemoryTx();
	for (const org of campus) tx.put('org', org);
	tx.put('member', member);
	let serial = 0;
	const context = (orgId = branch.id, changeId = uuid(`c${++serial}`)): Context => ({
		actor: { account: 'u990001', kind: 'u', orgId },
		device: '一部手机',
		changeId,
		at: '2026-11-24T06:00:00.000Z',
		today: '2026-11-24'
	});
	const held = () => tx.get('member', wang.id) as Member;
	const set = (photo: PhotoFacts, by = context()) =>
		setPhoto.run(tx, { memberId: wang.id, photo }, by);
	const remove = (photoId: string, by = context()) =>
		removePhoto.run(tx, { memberId: wang.id, photoId }, by);
	return { context, held, set, remove };
}

test('a photo is set with who brought it, and a later one sends it into the history', async () => {
	const { held, set } = desk();
	await set(first);
	expect(held().photo).toMatchObject({ ...first, by: 'u990001', device: '一部手机' });
	await set(second);
	expect(photosOf(held()).map(({ id }) => id)).toEqual([second.id, first.id]);
	expect(held().trail.map(({ kind }) => kind)).toEqual(['photo-set', 'photo-set']);
});

test('[S-2] the same change twice is one', async () => {
	const { held, set, context } = desk();
	const by = context();
	await set(first, by);
	await set(second);
	await set(first, by);
	expect(held().photo?.id).toBe(second.id);
	expect(held().trail.length).toBe(2);
});

test('a former photo is taken back as it was brought, and is not there twice', async () => {
	const { held, set } = desk();
	await set(first);
	await set(second);
	const brought = photosOf(held()).find(({ id }) => id === first.id);
	await set(first);
	expect(held().photo).toEqual(brought);
	expect(photosOf(held()).map(({ id }) => id)).toEqual([first.id, second.id]);
});

test('an id stands for one picture for ever', async () => {
	const { set } = desk();
	await set(first);
	await expect(set({ ...first, sha256: 'f'.repeat(64) })).rejects.toMatchObject({
		problem: { code: 'record.exists', table: 'photo' }
	});
});

test('删除 keeps the picture in the history; one that somebody set meanwhile stays', async () => {
	const { held, set, remove } = desk();
	await set(first);
	await set(second);
	await remove(first.id);
	expect(held().photo?.id).toBe(second.id);
	await remove(second.id);
	expect(held().photo).toBeNull();
	expect(photosOf(held()).map(({ id }) => id)).toEqual([second.id, first.id]);
	await set(second);
	expect(held().photo?.id).toBe(second.id);
	await expect(remove(uuid('none'))).rejects.toMatchObject({
		problem: { code: 'record.missing', table: 'photo' }
	});
});

test('[S-17] another branch sets and removes nothing', async () => {
	const { set, remove, context } = desk();
	await set(first);
	for (const act of [
		set(second, context(otherBranch.id)),
		remove(first.id, context(otherBranch.id))
	])
		await expect(act).rejects.toMatchObject({ problem: { code: 'record.missing' } });
});

test('the history has an end that no person reaches', async () => {
	const { set } = desk();
	for (let n = 0; n <= memberLimits.photos.most; n++) await set(factsOf(`p${n}`, jpeg));
	await expect(set(factsOf('more', jpeg))).rejects.toMatchObject({
		problem: { code: 'record.full', list: 'photos' }
	});
});

test.each([
	['a photo over the limit', { bytes: 205 * 1024 }],
	['a side over the limit', { width: 5000 }],
	['no hash', { sha256: 'x' }],
	['an id that is none', { id: '1' }],
	['more than is asked', { place: '36.06' }]
])('%s is not even read', (_what, over) => {
	const photo = { ...first, ...over };
	expect(setPhoto.args.safeParse({ memberId: wang.id, photo }).success).toBe(false);
});
