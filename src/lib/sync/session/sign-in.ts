import type { DeviceVault } from '#sync/session/device-vault';
import type { Answer } from '#sync/loop/post';
import type { EnrolledDevice, SessionInfo, Wire } from '#sync/loop/wire';

export interface SigningIn {
	account: string;
	password: string;
	/** What the person calls this device; only for one that is new to the account. */
	deviceName?: string | undefined;
}

/** The server’s answer, and the device it was given to. */
export interface SignedInAs {
	answer: Answer<SessionInfo>;
	device: EnrolledDevice;
}

/**
 * Signs in as the account’s own device. A browser that lost the proof of it, or an id that is
 * another account’s, goes on as a new device; what lies here stays (R-DEV-08).
 */
export async function signInAs(
	vault: DeviceVault,
	wire: Wire,
	{ account, password, deviceName }: SigningIn
): Promise<SignedInAs> {
	const device = await vault.deviceFor(account, deviceName);
	const answer = await wire.signIn({ account, password, device });
	const isTaken = answer.kind === 'refused' && answer.problem.code === 'device.taken';
	if (!isTaken) return { answer, device };
	const other = { ...vault.drawDevice(), name: device.name };
	return { answer: await wire.signIn({ account, password, device: other }), device: other };
}
