/**
 * The lock file says what is installed and nothing of where it came from: no addresses, an
 * integrity for every package, and no platform package missing that `npm ci` would ask for.
 */
import { readFileSync } from 'node:fs';

const lock = JSON.parse(readFileSync('package-lock.json', 'utf8'));
const manifest = JSON.parse(readFileSync('package.json', 'utf8'));
const problems = [];

for (const [path, entry] of Object.entries(lock.packages)) {
	if (path === '' || entry.link) continue;
	if (entry.resolved) problems.push(`${path} carries an address`);
	if (!entry.integrity && !entry.inBundle) problems.push(`${path} has no integrity`);
	for (const name of Object.keys(entry.optionalDependencies ?? {})) {
		const nested = `${path}/node_modules/${name}`;
		if (!lock.packages[nested] && !lock.packages[`node_modules/${name}`]) {
			problems.push(`${path} wants ${name}, which the lock file lacks`);
		}
	}
}
for (const [name, version] of Object.entries({
	...manifest.dependencies,
	...manifest.devDependencies
})) {
	if (!/^(\d|npm:.+@\d)/.test(version))
		problems.push(`${name} is not an exact version: ${version}`);
}

if (problems.length > 0) {
	console.error(problems.join('\n'));
	process.exit(1);
}
console.log(
	`${Object.keys(lock.packages).length} packages, every one with its integrity, none with an address`
);
