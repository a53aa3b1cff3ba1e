import js from '@eslint/js';
import prettier from 'eslint-config-prettier';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';
import svelteConfig from './svelte.config.js';

/**
 * The floors as data: a floor imports only from the floors below it, and only these packages.
 * `why` is the sentence a person reads when a wall is hit.
 */
const floors = {
	domain: {
		files: ['src/lib/domain/**'],
		floors: [],
		packages: ['zod'],
		why: 'The domain runs on both sides and knows neither browser nor server.'
	},
	store: {
		files: ['src/lib/store/**'],
		floors: ['domain'],
		packages: ['dexie', 'svelte/reactivity', 'hash-wasm'],
		why: 'The store is the device’s database; it knows no network and no screen.'
	},
	sync: {
		files: ['src/lib/sync/**'],
		floors: ['domain', 'store'],
		packages: ['zod', 'svelte/reactivity'],
		why: 'Sync is the only code that talks to the network; it knows no screen and no server code.'
	},
	sheet: {
		files: ['src/lib/sheet/**'],
		floors: ['domain'],
		packages: ['xlsx', 'xlsx/.*'],
		why: 'Workbooks come in and go out here; members live elsewhere.'
	},
	server: {
		files: ['src/lib/server/**'],
		floors: ['domain'],
		packages: ['zod', 'kysely', 'kysely/.*', 'pg', 'pinyin-pro', 'node:.*'],
		why: 'The server has no features: accounts, a clock, a change log and rows.'
	},
	ui: {
		files: ['src/lib/ui/**'],
		floors: ['domain'],
		packages: ['svelte', 'svelte/.*', '@lucide/svelte/.*'],
		why: 'Components show what they are given: no store, no network.'
	},
	endpoints: {
		files: ['src/routes/**/+server.ts', 'src/hooks.server.ts'],
		floors: ['domain', 'server'],
		packages: ['@sveltejs/kit', '\\$env/.*', '\\$app/environment', '\\./\\$types'],
		why: 'An endpoint reads HTTP, asks the server floor, writes HTTP.'
	},
	screens: {
		files: ['src/routes/**/*.svelte', 'src/routes/**/*.ts', 'src/hooks.client.ts'],
		ignores: ['src/routes/**/+server.ts'],
		floors: ['domain', 'store', 'sync', 'sheet', 'ui'],
		packages: [
			'svelte',
			'svelte/.*',
			'@sveltejs/kit',
			'\\$app/.*',
			'@lucide/svelte/.*',
			'workbox-window'
		],
		why: 'A screen reads the local store and writes through mutate().'
	},
	commands: {
		files: ['src/commands/**'],
		floors: ['server'],
		packages: ['node:.*'],
		why: 'A command reads its arguments and calls the server floor.'
	}
};

/** Parts that are no floor of their own. */
const edges = ['endpoints', 'screens', 'commands'];

const fence = ([name, { files, ignores = [], floors: below, packages, why }]) => {
	const own = edges.includes(name) ? [] : [name];
	const allowed = [
		'\\./',
		...(own.length ? [] : ['\\.\\./']),
		...[...own, ...below].map((floor) => `#${floor}/`),
		...packages.map((pattern) => `${pattern}$`)
	];
	return {
		files,
		ignores,
		rules: {
			'no-restricted-imports': [
				'error',
				{
					patterns: [
						{
							regex: `^(?!(?:${allowed.join('|')}))`,
							message: `${why} ${name} may import only ${[...own, ...below].map((f) => `#${f}/…`).join(', ')} and: ${packages.join(', ')}.`
						}
					]
				}
			]
		}
	};
};

const noUpward = {
	selector: 'ImportDeclaration[source.value=/^\\.\\.\\//]',
	message: 'Import by floor (#floor/…), never ../: the import line then names its floor.'
};
const dynamicImport = {
	selector: 'ImportExpression',
	message:
		'import() hides a dependency from the fences; only sheet/ and named lazy parts may use it.'
};
const clockless = [
	{
		selector: "NewExpression[callee.name='Date'][arguments.length=0]",
		message: 'The domain reads no clock: take the day or the time as an argument.'
	},
	{
		selector: "MemberExpression[object.name='Date'][property.name='now']",
		message: 'The domain reads no clock: take the day or the time as an argument.'
	},
	{
		selector: "MemberExpression[object.name='Math'][property.name='random']",
		message: 'The domain draws no random numbers: take the id as an argument.'
	}
];
const rawHtml = {
	selector: 'SvelteMustacheTag[kind="raw"]',
	message: 'No raw HTML: a name may hold a script.'
};

export default ts.config(
	{
		ignores: [
			'build/',
			'.svelte-kit/',
			'node_modules/',
			'data/',
			'test-results/',
			'playwright-report/'
		]
	},
	js.configs.recommended,
	...ts.configs.recommended,
	...svelte.configs.recommended,
	prettier,
	...svelte.configs.prettier,
	{
		languageOptions: { globals: { ...globals.browser, ...globals.node } },
		rules: {
			'no-undef': 'off',
			'no-empty': ['error', { allowEmptyCatch: false }],
			'@typescript-eslint/no-explicit-any': 'error',
			'@typescript-eslint/no-unused-vars': [
				'error',
				{ argsIgnorePattern: '^_', varsIgnorePattern: '^_' }
			],
			'@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
			'svelte/no-navigation-without-resolve': 'off',
			'svelte/no-at-html-tags': 'error'
		}
	},
	{
		files: ['**/*.svelte', '**/*.svelte.ts'],
		languageOptions: {
			parserOptions: { parser: ts.parser, svelteConfig, extraFileExtensions: ['.svelte'] }
		}
	},
	{ files: ['src/**'], rules: { 'max-lines': ['error', { max: 300 }] } },
	{
		files: ['src/lib/domain/**'],
		rules: { 'no-restricted-syntax': ['error', noUpward, dynamicImport, ...clockless] }
	},
	{
		files: ['src/lib/{store,sync,server,ui}/**'],
		rules: { 'no-restricted-syntax': ['error', noUpward, dynamicImport, rawHtml] }
	},
	// A lazy part: the reasons behind the bar of a row, loaded when somebody asks for them.
	{
		files: ['src/lib/ui/member/CompletenessButton.svelte'],
		rules: { 'no-restricted-syntax': ['error', noUpward, rawHtml] }
	},
	{ files: ['src/lib/sheet/**'], rules: { 'no-restricted-syntax': ['error', noUpward] } },
	// A browser opened elsewhere would read the machine’s clock, and its tests would age with the calendar.
	{
		files: ['tests/**'],
		ignores: ['tests/support/{chromium,journey,phone}.ts'],
		rules: {
			'@typescript-eslint/no-restricted-imports': [
				'error',
				{
					paths: [
						{
							name: '@playwright/test',
							allowTypeImports: true,
							message:
								'Pages run on the day of the tests: take test and expect from tests/support/journey, a browser from launchChromium() or Phone.'
						},
						{ name: 'playwright', message: 'Use tests/support/journey or launchChromium().' }
					]
				}
			]
		}
	},
	...Object.entries(floors).map(fence)
);
