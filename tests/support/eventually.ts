import { vi } from 'vitest';

/** Until the check holds: as long as a loaded machine may need, not as long as a calm one does. */
export function eventually<T>(check: () => T | Promise<T>): Promise<T> {
	return vi.waitFor(check, { timeout: 15_000 });
}
