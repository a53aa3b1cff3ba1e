import { afterEach, beforeEach, expect, test } from 'vitest';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Change } from '#domain/protocol/change';
import type { PhotoFacts } from '#domain/model/member/photo';
import { PIECE_BYTES } from '#domain/picture/photo-transfer';
import { restore } from '#server/backup/restore';
import { writeBackup } from '#server/backup/write-backup';
import { connectAsIs, type Engine } from '#server/db/connect';
import { givePhoto } from '#server/photo/give-photo';
import { takePiece, takeWhole } from '#server/photo/take-piece';
import { aMember, branch, faculty, otherBranch, root, uuid } from '../support/device';
import { aJpeg, comment, exif, factsOf, withBlock } from '../support/photos';
import { aPlace, aServer, suiteEngine, type TestServer } from '../support/server';

const wang = aMember('王一');
const jpeg = aJpeg({ data: 100_000, seed: 5 });
const facts = factsOf('photo', jpeg);
const now = new Date('2026-11-24T06:00:00Z');

let server: TestServer;
let serial = 0;
beforeEach(async () => {
	server = await aServer();
	await server.put(['member', wang]);
});
afterEach(() => server.close());

const change = (name: string, args: Record<string, unknown>): Change => ({
	id: uuid(`c${++serial}`),
	name,
	args,
	at: now.toISOString()
});
const mine = () => server.principal(server.secretary(branch));
const theirs = () => server.principal(server.secretary(otherBranch));

async function set(photo: PhotoFacts = facts): Promise<void> {
	const sent = change('member.photo.set', { memberId: wang.id, photo });
	const { verdicts } = await server.push(server.secretary(branch), sent);
	expect(verdicts).toMatchObject([{ verdict: 'applied' }]);
}

/** The next piece of these bytes from `offset`, as this account. */
function put(offset: number, bytes: Uint8Array = jpeg, principal = mine(), photo = facts.id) {
	const data = Buffer.from(bytes.subarray(offset, offset + PIECE_BYTES)).toString('base64');
	return takePiece(server.app, principal, { member: wang.id, photo, offset, data });
}
const ask = () => takePiece(server.app, mine(), aimed({ offset: 0, data: '' }));
const aimed = <T>(rest: T) => ({ member: wang.id, photo: facts.id, ...rest });
const get = (principal = mine(), photo = facts.id) =>
	givePhoto(server.app, principal, { member: wang.id, photo });
const state = (received: number, whole = false) => ({ kind: 'state', state: { received, whole } });

test('a photo arrives piece by piece and is given back byte for byte', async () => {
	await set();
	expect(await get()).toEqual({ data: null });
	expect(await ask()).toEqual(state(0));
	expect(await put(0)).toEqual(state(PIECE_BYTES));
	expect(await get()).toEqual({ data: null });
	expect(await put(PIECE_BYTES)).toEqual(state(2 * PIECE_BYTES));
	expect(await put(2 * PIECE_BYTES)).toEqual(state(jpeg.length, true));
	const given = await get();
	expect(new Uint8Array(Buffer.from(given!.data!, 'base64'))).toEqual(jpeg);
});

test('[S-2] a piece that comes twice, late or out of place changes nothing, and the answer says where to go on', async () => {
	await set();
	await put(0);
	expect(await put(0)).toEqual(state(PIECE_BYTES));
	expect(await put(2 * PIECE_BYTES)).toEqual(state(PIECE_BYTES));
	await server.reopen();
	expect(await ask()).toEqual(state(PIECE_BYTES));
	await put(PIECE_BYTES);
	await Promise.all([put(2 * PIECE_BYTES), put(2 * PIECE_BYTES)]);
	expect(await put(0, aJpeg({ seed: 9 }))).toEqual(state(jpeg.length, true));
	expect(new Uint8Array(Buffer.from((await get())!.data!, 'base64'))).toEqual(jpeg);
});

const plain = aJpeg({ data: 2000 });
test.each([
	['with EXIF', new Uint8Array(withBlock(plain, exif()))],
	['with a comment', aJpeg({ beside: [comment('x')] })],
	['with a page behind it', aJpeg({ tail: Buffer.from('<script>1</script>') })],
	['that is no picture', new Uint8Array(Buffer.from('<html><body>hello</body></html>'))],
	['of another size than said', aJpeg({ width: 300 })]
])('bytes %s are not kept, even where the record names them', async (_what, bytes) => {
	await set(factsOf('photo', bytes));
	expect(await put(0, bytes)).toEqual({ kind: 'unfit' });
	expect(await get()).toEqual({ data: null });
	expect(await ask()).toEqual(state(0));
});

test('bytes that are not the ones named are not kept, and the right ones may follow', async () => {
	await set();
	const other = aJpeg({ data: 100_000, seed: 6 });
	for (const offset of [0, PIECE_BYTES]) await put(offset, other);
	expect(await put(2 * PIECE_BYTES, other)).toEqual({ kind: 'unfit' });
	for (const offset of [0, PIECE_BYTES]) await put(offset);
	expect(await put(2 * PIECE_BYTES)).toEqual(state(jpeg.length, true));
});

test('more than was named is not kept', async () => {
	await set(factsOf('photo', plain));
	const more = new Uint8Array([...plain, ...plain]);
	expect(await put(0, more)).toEqual({ kind: 'unfit' });
});

test('[S-17] only who sees the record reads its photo; missing and foreign are one answer', async () => {
	await set();
	for (const offset of [0, PIECE_BYTES, 2 * PIECE_BYTES]) await put(offset);
	for (const org of [faculty, root]) {
		expect((await get(server.principal(server.organiser(org))))?.data).toBeTruthy();
	}
	expect(await get(theirs())).toBeUndefined();
	expect(await put(0, jpeg, theirs())).toEqual({ kind: 'missing' });
	expect(await get(mine(), uuid('none'))).toBeUndefined();
	// A record of one’s own that names a foreign photo opens nothing.
	const li = aMember('李二', { branchId: otherBranch.id });
	await server.put(['member', li]);
	const named = change('member.photo.set', { memberId: li.id, photo: facts });
	await server.push(server.secretary(otherBranch), named);
	const stolen = await givePhoto(server.app, theirs(), { member: li.id, photo: facts.id });
	expect(stolen).toEqual({ data: null });
});

test('[S-7] after a move the new branch reads, the old one no more, but what it made it may still bring', async () => {
	await set();
	await put(0);
	const move = change('member.move', { id: wang.id, from: branch.id, to: otherBranch.id });
	await server.push(server.organiser(faculty), move);
	expect(await get()).toBeUndefined();
	await put(PIECE_BYTES);
	expect(await put(2 * PIECE_BYTES)).toEqual(state(jpeg.length, true));
	expect((await get(theirs()))?.data).toBeTruthy();
	expect(await get()).toBeUndefined();
});

const whole = (data: Uint8Array) =>
	server.app.db
		.transaction()
		.execute((trx) => takeWhole(trx, mine(), aimed({}), data, server.app.now().toISOString()));

test('a photo that no accepted change names is not taken', async () => {
	expect(await put(0)).toEqual({ kind: 'missing' });
	expect(await whole(jpeg)).toBe('refused');
	await set();
	expect(await whole(plain)).toBe('refused');
	expect(await whole(jpeg)).toBe('taken');
	expect(await ask()).toEqual(state(jpeg.length, true));
});

const targets: Engine[] = suiteEngine === 'postgresql' ? ['postgresql', 'sqlite'] : ['sqlite'];
test.each(targets)('a backup holds the photos, and %s gives them back', async (engine) => {
	await set();
	for (const offset of [0, PIECE_BYTES, 2 * PIECE_BYTES]) await put(offset);
	// More than one page of them.
	const rows = Array.from({ length: 45 }, (_, n) => ({
		campus: root.id,
		member: wang.id,
		id: uuid(`x${n}`),
		sha256: '',
		bytes: 3,
		received: 3,
		whole: 0,
		account: 'x',
		device: 'x',
		at: '',
		data: Buffer.from([n, 0, 255])
	}));
	await server.app.db.insertInto('photo').values(rows).execute();
	const folder = mkdtempSync(join(tmpdir(), 'branchbook-photo-'));
	const { place, remove } = await aPlace(engine);
	const { db } = await connectAsIs(place);
	try {
		const file = join(folder, 'a.backup');
		expect((await writeBackup(server.app.db, file, now))['photo']).toBe(46);
		await restore(db, file, { replace: false, now });
		const kept = await db.selectFrom('photo').select(['id', 'whole', 'data']).execute();
		const bytes = new Map(kept.map(({ id, data }) => [id, new Uint8Array(data)]));
		expect(bytes.get(facts.id)).toEqual(jpeg);
		expect(bytes.get(uuid('x44'))).toEqual(new Uint8Array([44, 0, 255]));
	} finally {
		await db.destroy();
		await remove();
		rmSync(folder, { recursive: true, force: true });
	}
});
