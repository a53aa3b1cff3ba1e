import { parseArgs } from 'node:util';
import { killChromium } from './chromium';

const { values } = parseArgs({ options: { chromium: { type: 'string', default: '200' } } });
const started = performance.now();
const { kills, saved, lost, missing } = await killChromium(Number(values.chromium), (drill) => {
	if (drill.kills % 20 === 0) console.log(`${drill.kills} kills, ${drill.saved} saves seen`);
});
for (const one of lost) console.log(`lost: ${one}`);
for (const one of missing) console.log(`missing: ${one}`);
const seconds = ((performance.now() - started) / 1000).toFixed(0);
console.log(
	`${kills} kills of Chromium, ${saved} saves seen: ${lost.length} saved values lost, ` +
		`${missing.length} acknowledged changes missing, ${seconds} s`
);
process.exitCode = lost.length + missing.length > 0 ? 1 : 0;
