import { startPostgres } from './postgres';

/** One PostgreSQL for all tests of the project; without it the project fails, it never skips. */
export default async function setup(): Promise<() => Promise<void>> {
	const cluster = await startPostgres();
	return () => cluster.stop();
}
