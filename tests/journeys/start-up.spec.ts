import { expect, test } from '@playwright/test';
import { benchStartUp } from '../bench/start-up';

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
