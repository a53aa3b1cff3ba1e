import { mkdirSync, mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { build, type Plugin } from 'vite';
import type { Planted } from './planted/planted';

/** Inside node_modules, so that the bundle finds the packages it leaves outside. */
const SHELF = 'node_modules/.simulation';

/** Builds the worker, with a planted bug if one is given. Returns the file to run. */
export async function bundleWorker(bug?: Planted): Promise<string> {
	mkdirSync(SHELF, { recursive: true });
	const outDir = mkdtempSync(join(SHELF, 'worker-'));
	await build({
		configFile: false,
		logLevel: 'error',
		plugins: bug ? [plant(bug)] : [],
		build: {
			ssr: true,
			outDir,
			emptyOutDir: true,
			minify: false,
			target: 'node24',
			rollupOptions: { input: 'tests/simulation/worker.ts' }
		}
	});
	return join(outDir, 'worker.js');
}

/** Puts the bug into the source while it is being loaded; the file itself is never touched. */
function plant({ id, file, edits }: Planted): Plugin {
	let isPlanted = false;
	return {
		name: 'planted-bug',
		enforce: 'pre',
		transform(code, path) {
			if (!path.endsWith(`/${file}`)) return undefined;
			isPlanted = true;
			return planted(code, { id, file, edits });
		},
		buildEnd() {
			if (!isPlanted) throw new Error(`${id}: ${file} was never loaded`);
		}
	};
}

/** The source with the bug in it; an error when the source has moved on and the bug no longer fits. */
export function planted(
	code: string,
	{ id, file, edits }: Pick<Planted, 'id' | 'file' | 'edits'>
): string {
	return edits.reduce((text, [find, replace]) => {
		if (text.split(find).length !== 2) throw new Error(`${id} no longer fits ${file}`);
		return text.replace(find, () => replace);
	}, code);
}
