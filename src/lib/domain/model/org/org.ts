import { z } from 'zod';
import { lineShape } from '#domain/kernel/text-shape';
import { normaliseText } from '#domain/model/member/respell';

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

/** A name in the spelling that forms leave, of two code points at least. */
function nameShape(max: number): z.ZodType<string> {
	return lineShape(max).refine((name) => [...name].length >= 2 && normaliseText(name) === name, {
		error: 'spelling'
	});
}

/** What is written of a new organisation. */
export const orgShapes = {
	code: z.string().regex(/^\d{6,20}$/),
	fullName: nameShape(100),
	shortName: nameShape(50)
};
