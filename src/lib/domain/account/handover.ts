import { z } from 'zod';
import { DraftLine } from '#domain/drafts/draft';
import { Change } from '#domain/protocol/change';
import type { Problem } from '#domain/kernel/problem';

/**
 * What a revoked device handed over lies apart from the records until a superior has looked at it.
 * Released, its changes are judged as its account’s; declined, they are kept and can be released later.
 */
export const handoverLimits = {
	/** Of one device, its photos included. */
	changes: 50_000,
	bytes: 256 * 1024 * 1024,
	/** Devices in the list of one committee. */
	listed: 200,
	/** Changes of one page on the screen. */
	page: 100
} as const;

export const HandoverState = z.enum(['waiting', 'applied', 'refused', 'declined']);
export type HandoverState = z.infer<typeof HandoverState>;

/** The hand-over of one device, for the committee above its account. */
export const Handover = z.looseObject({
	account: z.string().max(60),
	orgId: z.string().max(60),
	orgName: z.string().max(200),
	device: z.string().max(60),
	deviceName: z.string().max(200),
	revokedAt: z.string().max(40).nullable(),
	/** Server time at which the last of it came. */
	arrived: z.string().max(40),
	changes: z.object({
		waiting: z.int(),
		applied: z.int(),
		refused: z.int(),
		declined: z.int()
	}),
	/** Photos that belong to changes which are not released yet. */
	photos: z.int(),
	/** Forms that were typed in and never saved; there is nothing to decide about them. */
	drafts: z.int().optional()
});
export type Handover = z.infer<typeof Handover>;

export const HandoverList = z.looseObject({
	handovers: z.array(Handover).max(handoverLimits.listed)
});
export type HandoverList = z.infer<typeof HandoverList>;

export const HandedChange = z.looseObject({
	position: z.int(),
	change: Change,
	state: HandoverState,
	problem: z.custom<Problem>((value) => typeof value === 'object' && value !== null).nullable()
});
export type HandedChange = z.infer<typeof HandedChange>;

/** What was typed on the device and never saved: to be read, not to be released. */
export const HandedDraft = z.looseObject({
	position: z.int(),
	title: z.string(),
	/** Local ISO time of the last key press, by the device’s clock. */
	typed: z.string(),
	lines: z.array(DraftLine)
});
export type HandedDraft = z.infer<typeof HandedDraft>;

export const HandoverPage = z.looseObject({
	handover: Handover,
	changes: z.array(HandedChange).max(handoverLimits.page),
	/** With the first page only. */
	drafts: z.array(HandedDraft).max(handoverLimits.page).optional(),
	/** Where the next page begins; null after the last one. */
	next: z.int().nullable()
});
export type HandoverPage = z.infer<typeof HandoverPage>;

export const HandoverDecision = z.enum(['release', 'decline']);
export type HandoverDecision = z.infer<typeof HandoverDecision>;

/** What came of a decision; `left` met a defect of the server’s and can be released again. */
export const HandoverOutcome = z.looseObject({
	applied: z.int(),
	refused: z.int(),
	declined: z.int(),
	left: z.int(),
	photos: z.int()
});
export type HandoverOutcome = z.infer<typeof HandoverOutcome>;
