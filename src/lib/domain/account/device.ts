import { z } from 'zod';

/** The request header in which a device without a session proves itself. */
export const DEVICE_SECRET = 'x-device-secret';

/** What a person calls a device; shown in lists, so no character that nobody sees. */
export const DeviceName = z
	.string()
	.trim()
	.normalize()
	.regex(/^[^\p{C}\p{Zl}\p{Zp}]+$/u)
	.refine((name) => [...name].length <= 60);

/** A device in the lists of 我的 → 设备 and 用户管理. */
export const DeviceInfo = z.looseObject({
	id: z.string().max(60),
	name: z.string().max(200),
	created: z.string().max(40),
	/** Server time, ISO; null before the first exchange. */
	lastExchange: z.string().max(40).nullable(),
	/** Unsent changes as the device itself last said; null when it never did. */
	unsent: z.int().nullable(),
	/** When it was revoked, and when it has then said that it is empty. */
	revokedAt: z.string().max(40).nullable(),
	wipedAt: z.string().max(40).nullable(),
	/** Changes it handed over after its revocation that nobody has decided on yet. */
	held: z.int().optional()
});
export type DeviceInfo = z.infer<typeof DeviceInfo>;

export const DeviceList = z.looseObject({
	/** The device that asks. */
	here: z.string().max(60),
	devices: z.array(DeviceInfo).max(2000)
});
export type DeviceList = z.infer<typeof DeviceList>;

/** An account as 用户管理 shows it. */
export const ManagedAccount = z.looseObject({
	account: z.string().max(60),
	kind: z.enum(['u', 'a']),
	lastSignIn: z.string().max(40).nullable(),
	/** Locked by a superior: nobody signs in until it is unlocked. */
	locked: z.boolean(),
	/** Until when an activation code that was not used yet is good. */
	codeUntil: z.string().max(40).nullable(),
	devices: z.array(DeviceInfo).max(2000)
});
export type ManagedAccount = z.infer<typeof ManagedAccount>;

export const AccountList = z.looseObject({ accounts: z.array(ManagedAccount).max(20) });
export type AccountList = z.infer<typeof AccountList>;

/** Days without a sign-in after which an account counts as long unused (AC-04). */
export const LONG_UNUSED_DAYS = 90;
/** Days without a sign-in after which it opens only after a reset by its superior. */
export const LONGEST_UNUSED_DAYS = 365;
