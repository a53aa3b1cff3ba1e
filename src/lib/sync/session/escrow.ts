import { fromBase64, toBase64 } from '#store/disk/base64';
import type { DeviceVault } from '#sync/session/device-vault';
import type { Wire } from '#sync/loop/wire';

/** Hands the data key to the server for the day the password is lost; tried again at the next unlock. */
export async function depositKey(vault: DeviceVault, wire: Wire): Promise<void> {
	if (!vault.raw) return;
	const answer = await wire.deposit(toBase64(vault.raw));
	if (answer.kind === 'ok') await vault.noteEscrow(true);
}

/** After a reset: the key back from the server, and the vault under the password just typed (V-3). */
export async function keyFromEscrow(
	vault: DeviceVault,
	wire: Wire,
	password: string
): Promise<CryptoKey | undefined> {
	const answer = await wire.escrow();
	if (answer.kind !== 'ok') return undefined;
	const raw = fromBase64(answer.value.key);
	return raw.length === 32 ? vault.adopt(raw, password) : undefined;
}
