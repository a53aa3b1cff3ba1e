import { expect, test } from 'vitest';
import { z } from 'zod';
import { derivedId, newChangeId } from '#store/disk/change-id';
import { localDay, localIso } from '#store/disk/local-time';

test('[S-2] a change id is a UUIDv7 that sorts by time', () => {
	const early = newChangeId(Date.UTC(2026, 0, 1));
	const late = newChangeId(Date.UTC(2026, 0, 2));
	expect(z.uuidv7().safeParse(early).success).toBe(true);
	expect(early < late).toBe(true);
	expect(new Set(Array.from({ length: 1000 }, () => newChangeId(0))).size).toBe(1000);
	expect(Number.parseInt(early.slice(0, 8) + early.slice(9, 13), 16)).toBe(Date.UTC(2026, 0, 1));
});

test('[S-2] a derived id is the same for the same parts, another for others', async () => {
	const id = await derivedId(['file', '3']);
	expect(id).toBe(await derivedId(['file', '3']));
	expect(z.uuid({ version: 'v8' }).safeParse(id).success).toBe(true);
	expect(id).not.toBe(await derivedId(['file', '4']));
	expect(await derivedId(['ab', 'c'])).not.toBe(await derivedId(['a', 'bc']));
});

test('local time carries the author’s own day and offset', () => {
	const now = new Date(2026, 10, 24, 14, 2, 5, 7);
	expect(localDay(now)).toBe('2026-11-24');
	expect(localIso(now)).toMatch(/^2026-11-24T14:02:05\.007[+-]\d\d:\d\d$/);
	expect(new Date(localIso(now)).getTime()).toBe(now.getTime());
});
