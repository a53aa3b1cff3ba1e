import type { DeviceInfo, DeviceList } from '#domain/account/device';
import { listDevices, renameThisDevice, revokeDevice } from '#sync/session/accounts';
import { session } from '#sync/session/session';
import { saySessionProblem } from '#ui/words/wording';

/** 我的 → 设备: the account’s devices as the server knows them. */
export class OwnDevices {
	list = $state.raw<DeviceList | undefined>();
	problem = $state('');
	loading = $state(false);

	async load(): Promise<void> {
		this.loading = true;
		const answer = await listDevices();
		this.loading = false;
		if (answer.ok) this.list = hereFirst(answer.value);
		this.problem = answer.ok ? '' : saySessionProblem(answer.problem);
	}

	/** '' when it was done, else why not. */
	async revoke({ id }: DeviceInfo, password: string): Promise<string> {
		const account = session.known?.account ?? '';
		const answer = await revokeDevice({ account, device: id, password });
		if (!answer.ok) return sayRefusal(answer.problem);
		await this.load();
		return '';
	}

	async rename(name: string): Promise<string> {
		const answer = await renameThisDevice(name.trim());
		if (!answer.ok) return saySessionProblem(answer.problem);
		await this.load();
		return '';
	}
}

function hereFirst({ here, devices }: DeviceList): DeviceList {
	const isHere = (device: DeviceInfo) => (device.id === here ? 0 : 1);
	return { here, devices: devices.toSorted((a, b) => isHere(a) - isHere(b)) };
}

/** The own password was asked for, so a refusal speaks of that one. */
function sayRefusal(problem: Parameters<typeof saySessionProblem>[0]): string {
	return problem.code === 'session.refused'
		? '您的密码不正确，没有停用。'
		: saySessionProblem(problem);
}
