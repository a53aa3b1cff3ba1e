import type { DeviceVault } from '#sync/session/device-vault';
import type { Answer } from '#sync/loop/post';
import type { SessionInfo, Wire } from '#sync/loop/wire';

/**
 * Whose session the cookie is. One that ended, however long ago the device was unlocked without a
 * network, is renewed with the password typed then.
 */
export async function renewSession(
	vault: DeviceVault,
	wire: Wire,
	password: string
): Promise<Answer<SessionInfo>> {
	const account = vault.account?.account;
	if (!account) return { kind: 'error' };
	const answer = await wire.session();
	const isOther = answer.kind === 'ok' && answer.value.account !== account;
	if (answer.kind !== 'signed-out' && !isOther) return answer;
	return wire.signIn({ account, password, device: await vault.deviceFor(account) });
}
