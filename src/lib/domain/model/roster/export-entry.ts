import { z } from 'zod';

/** What left the system: by whom, which columns, how many persons. Never a value. */
export const ExportEntry = z.looseObject({
	id: z.string(),
	orgId: z.string(),
	columns: z.array(z.string()),
	count: z.int(),
	format: z.string(),
	by: z.string(),
	at: z.string(),
	touchedBy: z.string()
});
export type ExportEntry = z.infer<typeof ExportEntry>;
