import { killChromium } from '../kills/chromium';
import { expect, test } from '../support/journey';

test('[V-6] a browser killed while saving and exchanging loses nothing it called saved', async () => {
	test.setTimeout(300_000);
	const { kills, saved, lost, missing } = await killChromium(6);
	expect({ kills, lost, missing }).toEqual({ kills: 6, lost: [], missing: [] });
	expect(saved).toBeGreaterThanOrEqual(3);
});
