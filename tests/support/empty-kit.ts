import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/**
 * Builds an empty SvelteKit page with the same framework and adapter: the floor of P-8.
 * Returns its folder (with build/handler.js) and how to remove it.
 */
export function buildEmptyKit(): { folder: string; remove(): void } {
	const folder = mkdtempSync(join(tmpdir(), 'branchbook-empty-'));
	mkdirSync(join(folder, 'src/routes'), { recursive: true });
	symlinkSync(resolve('node_modules'), join(folder, 'node_modules'));
	writeFileSync(join(folder, 'package.json'), JSON.stringify({ type: 'module' }));
	writeFileSync(
		join(folder, 'svelte.config.js'),
		"import adapter from '@sveltejs/adapter-node';\nexport default { kit: { adapter: adapter({ precompress: true }), paths: { relative: false } } };\n"
	);
	writeFileSync(
		join(folder, 'vite.config.js'),
		"import { sveltekit } from '@sveltejs/kit/vite';\nexport default { plugins: [sveltekit()] };\n"
	);
	writeFileSync(
		join(folder, 'src/app.html'),
		'<!doctype html><html lang="zh-CN"><head>%sveltekit.head%</head><body>%sveltekit.body%</body></html>'
	);
	writeFileSync(join(folder, 'src/routes/+layout.js'), 'export const ssr = false;\n');
	writeFileSync(join(folder, 'src/routes/+page.svelte'), '<p id="ready">empty</p>\n');
	// The same worker, so that both start from the cache and not from the network; its shell is the one page.
	const worker = readFileSync('src/service-worker.ts', 'utf8').replace('/unlock', '/');
	writeFileSync(join(folder, 'src/service-worker.ts'), worker);
	execFileSync(process.execPath, [resolve('node_modules/vite/bin/vite.js'), 'build'], {
		cwd: folder,
		stdio: 'ignore'
	});
	return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
