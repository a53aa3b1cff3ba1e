import { render } from 'svelte/server';
import { expect, test, vi } from 'vitest';
import type { Replica } from '#store/replica/replica';
import StorageCleared from '../../src/routes/(desk)/StorageCleared.svelte';
import OnlyInMemory from '../../src/routes/OnlyInMemory.svelte';

vi.mock('#sync/session/session', () => ({ session: { onlyInMemory: 2 } }));

/** As many of each as a page holds that no disk has. */
function holding(drafts: number): Replica {
	const storage = { cleared: true, unsent: drafts, unwritten: drafts };
	const photos = { alone: 0 };
	return { storage, photos, outbox: () => [], held: () => [] } as unknown as Replica;
}

test('[V-6] [V-7] an emptied storage says how many drafts are in the page only', () => {
	const { body } = render(StorageCleared, { props: { replica: holding(3) } });
	expect(body).toContain('和 3 项未发送或未保存的内容还在这个页面里');
	expect(render(StorageCleared, { props: { replica: holding(0) } }).body).not.toContain('项未');
});

test('[V-6] [V-7] a locked page says what it holds, whether its storage was emptied or is full', () => {
	const { body } = render(OnlyInMemory);
	expect(body).toContain('2 项未发送或未保存的内容只在这个页面里');
	expect(body).not.toContain('本机存储已被清除');
	expect(body).toContain('本机空间不足');
});
