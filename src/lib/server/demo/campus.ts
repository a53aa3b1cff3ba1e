import { createHash } from 'node:crypto';
import { z } from 'zod';
import { fullYears, type PlainDate } from '#domain/kernel/plain-date';
import { dated } from '#server/demo/dated';
import type { Sitter } from '#server/demo/drawn-portrait';
import { filled } from '#server/demo/filled';
import members from './members.json' with { type: 'json' };
import orgs from './orgs.json' with { type: 'json' };

const DemoOrg = z.strictObject({
	code: z.string(),
	type: z.string(),
	fullName: z.string(),
	shortName: z.string(),
	parentCode: z.string().nullable()
});
const WrittenMember = z.strictObject({
	branchCode: z.string(),
	/** Whatever a record needs is there, the photo too. */
	isFilled: z.boolean().optional(),
	values: z.record(z.string(), z.string())
});

export interface DemoMember {
	id: string;
	/** What the portrait is drawn from; undefined where there is none. */
	sitter: Sitter | undefined;
	values: Record<string, string>;
}

export type DemoOrg = Omit<z.infer<typeof DemoOrg>, 'parentCode'> & {
	id: string;
	parentId: string | null;
};

/** The organisations of the demo campus, parents first. Their ids are made of their codes. */
export function demoOrgs(): DemoOrg[] {
	return z
		.array(DemoOrg)
		.parse(orgs)
		.map(({ parentCode, ...org }) => ({
			...org,
			id: demoId('org', org.code),
			parentId: parentCode === null ? null : demoId('org', parentCode)
		}));
}

/** The members of the demo campus as they are on `day`; their ids are made of their place in the list. */
export function demoMembers(day: PlainDate): DemoMember[] {
	return z
		.array(WrittenMember)
		.parse(members)
		.map(({ branchCode, isFilled, values: written }, index) => {
			const values = dated(written, day);
			return {
				id: demoId('member', String(index)),
				sitter: isFilled ? sitterOf(values, index, day) : undefined,
				values: {
					...(isFilled ? filled(values, day) : values),
					branchId: demoId('org', branchCode)
				}
			};
		});
}

function sitterOf(values: Readonly<Record<string, string>>, seed: number, day: PlainDate): Sitter {
	const age = fullYears(values['birthDate'] ?? day, day);
	return { seed, age, isWoman: values['gender'] === '2' };
}

/**
 * A UUID made of a word, so that the demo is the same everywhere. Not of version 8: those name the
 * import or the bulk action a change belongs to.
 */
export function demoId(kind: string, word: string): string {
	const hex = createHash('sha256').update(`branchbook demo ${kind} ${word}`).digest('hex');
	const tail = `${hex.slice(15, 18)}-${hex.slice(18, 30)}`;
	return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-5${hex.slice(12, 15)}-8${tail}`;
}
