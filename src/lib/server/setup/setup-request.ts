import { z } from 'zod';
import { orgShapes } from '#domain/model/org/org';

const OwnRoot = z.strictObject({ ...orgShapes, password: z.string().max(1000) });
const Token = { token: z.string().max(200) };

/** The token of the console’s link, and how the campus begins. */
export const SetupRequest = z.discriminatedUnion('choice', [
	z.strictObject({ ...Token, choice: z.literal('demo') }),
	z.strictObject({ ...Token, choice: z.literal('demo-orgs') }),
	z.strictObject({ ...Token, choice: z.literal('new'), root: OwnRoot })
]);
export type SetupRequest = z.infer<typeof SetupRequest>;

/** Invented with members, invented without, or one’s own root committee. */
export type Choice =
	{ choice: 'demo' | 'demo-orgs' } | { choice: 'new'; root: z.infer<typeof OwnRoot> };
