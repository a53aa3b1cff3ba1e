import { availableParallelism } from 'node:os';
import { sveltekit } from '@sveltejs/kit/vite';
import tailwindcss from '@tailwindcss/vite';
import { defineConfig } from 'vitest/config';
import { firstLoad, leanZod } from './vite.first-load.ts';

/** Suites of the server that run once per engine; tests/support/server.ts reads TEST_ENGINE. */
const onBothEngines = ['tests/server/*.test.ts'];

/** By far the most time of all (real hashing, waits, files, crowds); `npm run test:quick` leaves them out. */
const long = [
	'tests/simulation/*.test.ts',
	'tests/bench/*.test.ts',
	'tests/server/kill.test.ts',
	'tests/demo/dated.test.ts',
	'tests/server/accounts.test.ts',
	'tests/server/authorisation.test.ts',
	'tests/server/backup.test.ts',
	'tests/server/clock.test.ts',
	'tests/server/demo.test.ts',
	'tests/server/elsewhere.test.ts',
	'tests/server/handover.test.ts',
	'tests/server/json-guard.test.ts',
	'tests/server/meanwhile.test.ts',
	'tests/server/parcels.test.ts',
	'tests/server/report.test.ts',
	'tests/server/session.test.ts',
	'tests/server/set-back.test.ts',
	'tests/server/setup.test.ts',
	'tests/server/trouble.test.ts',
	'tests/server/wire-shapes.test.ts',
	'tests/sheet/guards.test.ts',
	'tests/sheet/write-roster.test.ts',
	'tests/sheet/write-workbook.test.ts',
	'tests/store/drafts/draft-sequences.test.ts',
	'tests/store/drafts/draft-shelf.test.ts',
	'tests/store/replica/fold-and-tabs.test.ts',
	'tests/sync/couriers/carried.test.ts',
	'tests/sync/couriers/photo-queue.test.ts',
	'tests/sync/loop/conflict.test.ts',
	'tests/sync/loop/convergence.test.ts',
	'tests/sync/loop/merge.test.ts',
	'tests/sync/loop/moved-away.test.ts',
	'tests/sync/session/lock-cleared.test.ts',
	'tests/sync/session/lost-phone.test.ts',
	'tests/sync/session/unlock-brake.test.ts'
];
const isQuick = process.env['TEST_QUICK'] === '1';

export default defineConfig({
	plugins: [tailwindcss(), sveltekit(), leanZod(), firstLoad()],
	// A worker is one file: parts of its own would not be in the list the service worker keeps offline.
	worker: { format: 'es', rolldownOptions: { output: { codeSplitting: false } } },
	// The package’s own entry takes the build for old browsers.
	resolve: { alias: [{ find: /^dexie$/, replacement: 'dexie/dist/modern/dexie.mjs' }] },
	build: { target: 'es2022', chunkSizeWarningLimit: 700 },
	test: {
		environment: 'node',
		testTimeout: 30_000,
		setupFiles: ['tests/support/test-day.js'],
		pool: 'forks',
		// The default leaves a core idle for watching.
		maxWorkers: availableParallelism(),
		projects: [
			{
				extends: true,
				test: {
					name: 'unit',
					include: ['tests/**/*.test.ts'],
					exclude: ['tests/server/postgresql/**', ...(isQuick ? long : [])]
				}
			},
			{
				extends: true,
				test: {
					name: 'postgresql',
					include: [...onBothEngines, 'tests/server/postgresql/*.test.ts'],
					exclude: ['tests/server/http.test.ts'],
					env: { TEST_ENGINE: 'postgresql' },
					globalSetup: ['tests/support/postgres-setup.ts']
				}
			}
		]
	}
});
