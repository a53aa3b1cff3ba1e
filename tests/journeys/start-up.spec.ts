import { benchList } from '../bench/list';
import { benchStartUp } from '../bench/start-up';
import { expect, test } from '../support/journey';

/** The figure is 150 kB (npm run bench -- P-8); here only a page loaded by mistake is to be noticed. */
const LOOSE = 220_000;

/** The short form of P-8: which code is loaded before the list is a fact, how fast it runs is not. */
test('[P-8] a cached start loads no more script than fits before the list', async () => {
	test.setTimeout(240_000);
	const [start, script] = await benchStartUp('short');
	expect(start?.holds).toBe(true);
	expect(start?.['ratio']).toBeLessThan(30);
	expect(script?.['bytes'], JSON.stringify(script)).toBeLessThan(LOOSE);
});

/** Frames beside those of plain rows in the same minute: a machine that does other work besides has few of both. */
test('a long 党员 can be flung and searched on a slow phone', async () => {
	test.setTimeout(180_000);
	const [scroll, typing] = await benchList('short');
	expect(scroll?.holds, JSON.stringify(scroll)).toBe(true);
	expect(scroll?.['ofFloor'], JSON.stringify(scroll)).toBeGreaterThan(0.1);
	expect(typing?.holds, JSON.stringify(typing)).toBe(true);
	expect(typing?.['longestWait'], JSON.stringify(typing)).toBeLessThan(1000);
});
