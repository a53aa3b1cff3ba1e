import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { extname, join, resolve } from 'node:path';
import { svelte, vitePreprocess } from '@sveltejs/vite-plugin-svelte';
import { build } from 'vite';
import { memberRules } from '#domain/rules/registry';
import { expect, test } from '../support/journey';
import type { Drawn } from './pairs-page/main';

/**
 * Every pair of findings is drawn once by everything that lists findings, in a real browser: two that
 * meet on one record must not stop its screen. Drawing on the server would not show it, since only
 * the browser compares the keys of a list.
 */

declare const pairs: {
	components: string[];
	drawPairs(name: string): Drawn;
	drawCodeTables(): string[];
};

const ORIGIN = 'http://pairs.localhost';
const types: Record<string, string> = { '.html': 'text/html', '.js': 'text/javascript' };
let folder: string;

test.beforeAll(async () => {
	folder = mkdtempSync(join(tmpdir(), 'branchbook-pairs-'));
	await build({
		configFile: false,
		root: resolve('tests/journeys/pairs-page'),
		logLevel: 'error',
		plugins: [
			svelte({
				configFile: false,
				preprocess: vitePreprocess(),
				compilerOptions: { runes: true, css: 'injected' }
			})
		],
		build: { outDir: folder, emptyOutDir: true, target: 'es2022', chunkSizeWarningLimit: 2000 }
	});
});
test.afterAll(() => rmSync(folder, { recursive: true, force: true }));

test.beforeEach(async ({ page }) => {
	await page.route(`${ORIGIN}/**`, (route) => {
		const path = new URL(route.request().url()).pathname;
		const file = path === '/' ? '/index.html' : path;
		return route.fulfill({
			contentType: types[extname(file)] ?? 'text/plain',
			body: readFileSync(join(folder, file))
		});
	});
	await page.goto(ORIGIN);
});

for (const name of [
	'FieldNotes',
	'FindingList',
	'CompletenessReasons',
	'MemberTodo',
	'SaveBlockers'
]) {
	test(`${name} draws every pair of findings`, async ({ page }) => {
		const drawn = await page.evaluate((component) => pairs.drawPairs(component), name);
		expect(drawn.pairs).toBe((memberRules.length * (memberRules.length - 1)) / 2);
		expect(drawn.failed.slice(0, 5)).toEqual([]);
	});
}

test('every code table can be drawn as a list', async ({ page }) => {
	expect(await page.evaluate(() => pairs.drawCodeTables())).toEqual([]);
});
