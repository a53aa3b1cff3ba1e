import { z } from 'zod';

/** An organisation of the tree (党组织). `path` names its chain: `/<root id>/…/<own id>/`, whole segments. */
export const Org = z.looseObject({
	id: z.string(),
	code: z.string(),
	type: z.string(),
	fullName: z.string(),
	shortName: z.string(),
	parentId: z.string().nullable(),
	path: z.string(),
	touchedBy: z.string()
});
export type Org = z.infer<typeof Org>;
